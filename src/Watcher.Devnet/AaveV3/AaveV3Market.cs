using Watcher.Devnet.Node;

namespace Watcher.Devnet.AaveV3;

/// <summary>
/// What <c>getUserAccountData</c> answers: USD with eight decimals, shares in basis points, the health factor in wad (2^256-1 without debt).
/// </summary>
public sealed record AaveV3Account(
    BigInteger Collateral, BigInteger Debt, BigInteger AvailableBorrows, BigInteger LiquidationThreshold, BigInteger Ltv, BigInteger HealthFactor);

/// <summary>
/// The lending market on the local chain: Aave V3.0.2 with six reserves, one of them isolated, and an e-mode for ETH and its derivatives.
/// </summary>
public sealed class AaveV3Market
{
    /// <summary>Variable rate, as the pool's functions number it; 1 is the stable rate.</summary>
    public const int VariableRate = 2;

    const int StableRate = 1;

    /// <summary>An amount that the pool takes for as much as there is.</summary>
    static readonly BigInteger Everything = (BigInteger.One << 256) - 1;
    internal static readonly Address Liquidator = DevnetAccount.Named("liquidator");
    readonly LocalChain chain;
    readonly DevnetTokens tokens;

    internal AaveV3Market(Deployment deployment, DevnetTokens tokens)
    {
        chain = deployment.Chain;
        this.tokens = tokens;
        AddressesProvider = deployment["AaveV3/PoolAddressesProvider"];
        Pool = deployment["AaveV3/Pool"];
        Configurator = deployment["AaveV3/PoolConfigurator"];
        Oracle = deployment["AaveV3/Oracle"];
        DataProvider = deployment["AaveV3/ProtocolDataProvider"];
    }

    public Contract AddressesProvider { get; }
    public Contract Pool { get; }

    /// <summary>Takes orders from <see cref="DevnetNode.Admin"/> only.</summary>
    public Contract Configurator { get; }

    public Contract Oracle { get; }
    public Contract DataProvider { get; }

    public async Task<AaveV3Account> Account(Address user)
    {
        var values = (await Pool.Call("getUserAccountData", user)).Cast<BigInteger>().ToArray();
        return new(values[0], values[1], values[2], values[3], values[4], values[5]);
    }

    /// <summary>Mints the tokens to the user and supplies them.</summary>
    public Task Supply(Address user, string token, decimal amount) => chain.Block(block => Supply(block, user, tokens[token], amount));

    public Task Borrow(Address user, string token, decimal amount) => chain.Block(block => Borrow(block, user, tokens[token], amount));

    /// <summary>Mints the tokens to the user and repays.</summary>
    public Task Repay(Address user, string token, decimal amount) => chain.Block(block => Repay(block, user, tokens[token], amount));

    /// <summary>Repays a loan's debt as <see cref="Repay"/> does and takes all of its collateral out, in one block.</summary>
    public Task Close(Address user, string debt, decimal amount, string collateral) => chain.Block(block =>
    {
        Repay(block, user, tokens[debt], amount);
        block.Send(user, Pool, "withdraw", tokens[collateral].Address, Everything, user);
    });

    /// <summary>
    /// A third party repays debt (in the debt asset's units; <c>null</c> for as much as allowed) and takes collateral with the bonus.
    /// </summary>
    /// <exception cref="DevnetException">The pool does not allow it.</exception>
    public Task Liquidate(Address user, string collateral, string debt, BigInteger? amount = null) =>
        Pool.Send(Liquidator, "liquidationCall", Liquidation(user, collateral, debt, amount));

    /// <summary>
    /// Why <see cref="Liquidate"/> would revert at the newest block; null when it would succeed. Aave answers with the numbers of its Errors
    /// library ("45": health factor not below the threshold).
    /// </summary>
    public Task<string?> TryLiquidate(Address user, string collateral, string debt, BigInteger? amount = null) =>
        Pool.Objection(Liquidator, "liquidationCall", Liquidation(user, collateral, debt, amount));

    void Repay(BlockDraft block, Address user, Token asset, decimal amount)
    {
        DevnetTokens.Fund(block, user, asset, asset.Units(amount), Pool.Address);
        block.Send(user, Pool, "repay", asset.Address, asset.Units(amount), VariableRate, user);
    }

    internal void Supply(BlockDraft block, Address user, Token token, decimal amount)
    {
        DevnetTokens.Fund(block, user, token, token.Units(amount), Pool.Address);
        block.Send(user, Pool, "supply", token.Address, token.Units(amount), user, 0);
    }

    internal void Borrow(BlockDraft block, Address user, Token token, decimal amount, bool stable = false) =>
        block.Send(user, Pool, "borrow", token.Address, token.Units(amount), stable ? StableRate : VariableRate, 0, user);

    object[] Liquidation(Address user, string collateral, string debt, BigInteger? amount) =>
        [tokens[collateral].Address, tokens[debt].Address, user, amount ?? Everything, false];
}
