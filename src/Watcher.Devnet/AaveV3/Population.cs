using System.Collections.Immutable;
using Watcher.Devnet.Node;

namespace Watcher.Devnet.AaveV3;

/// <summary>
/// Many wallets with loans, for measurements: one or two volatile collaterals against a stable debt, with health factors between 1.1 and 3. One
/// account supplies on behalf of all, so that a wallet costs two or three transactions.
/// </summary>
sealed class Population(LocalChain chain, AaveV3Market market, DevnetTokens tokens)
{
    const int WalletsPerBlock = 200;
    static readonly Address Vault = DevnetTokens.Vault;

    public async Task<ImmutableArray<Address>> Add(int count, int seed)
    {
        var random = new Random(seed);
        var prices = new Dictionary<Token, decimal>();
        foreach (var token in tokens.All) prices[token] = (decimal)await token.Feed.Answer() / 100_000_000m;
        var loans = Enumerable.Range(0, count).Select(i => Draw(random, prices, DevnetAccount.Named($"population {seed} {i}"))).ToList();
        await chain.Block(block => Stock(block, loans));
        foreach (var part in loans.Chunk(WalletsPerBlock)) await chain.Block(block => Open(block, part));
        return [.. loans.Select(loan => loan.Wallet)];
    }

    Loan Draw(Random random, Dictionary<Token, decimal> prices, Address wallet)
    {
        Token[] volatiles = [tokens.Weth, tokens.Wbtc, tokens.WstEth];
        var usd = random.Next(1_000, 100_000);
        var collaterals = random.GetItems(volatiles, random.Next(1, 3)).Distinct()
            .Select(token => (Token: token, Amount: decimal.Round(usd / prices[token], 6)))
            .ToImmutableArray();
        var weighted = collaterals.Sum(collateral => collateral.Amount * prices[collateral.Token] * Threshold(collateral.Token));
        var debt = random.Next(2) == 0 ? tokens.Usdc : tokens.Dai;
        return new(wallet, collaterals, debt, decimal.Round(weighted / (decimal)(1.1 + 1.9 * random.NextDouble()) / prices[debt], 6));
    }

    /// <summary>The vault gets all collateral, and the pool enough to lend.</summary>
    void Stock(BlockDraft block, List<Loan> loans)
    {
        foreach (var token in tokens.All)
        {
            var supplied = loans.SelectMany(loan => loan.Collaterals).Where(supply => supply.Token == token).Sum(supply => supply.Amount);
            var lent = loans.Where(loan => loan.Debt == token).Sum(loan => loan.Amount);
            DevnetTokens.Fund(block, Vault, token, token.Units(supplied + lent), market.Pool.Address);
            if (lent > 0) SupplyFor(block, Vault, token, lent);
        }
    }

    void Open(BlockDraft block, IEnumerable<Loan> loans)
    {
        foreach (var loan in loans)
        {
            foreach (var (token, amount) in loan.Collaterals) SupplyFor(block, loan.Wallet, token, amount);
            market.Borrow(block, loan.Wallet, loan.Debt, loan.Amount);
        }
    }

    void SupplyFor(BlockDraft block, Address wallet, Token token, decimal amount) =>
        block.Send(Vault, market.Pool, "supply", token.Address, token.Units(amount), wallet, 0);

    static decimal Threshold(Token token) => ReserveKind.All.First(reserve => reserve.Token.Symbol == token.Symbol).Threshold / 10_000m;
}
