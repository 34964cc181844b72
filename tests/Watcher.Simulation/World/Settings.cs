using System.Text.Json.Nodes;
using Watcher.Channels;
using Watcher.Host.Config;
using Watcher.Positions;
using Watcher.Prices;
using Watcher.Protocols.AaveV3;

namespace Watcher.Simulation;

/// <summary>The world in the watcher's terms: its configuration, and the positions that a reader would find.</summary>
static class Settings
{
    const int Decimals = 18, DollarDecimals = 6, PriceDecimals = 8;
    const string LoanProtocol = "aave-v3", Deployment = "main", WalletProtocol = "wallet";
    /// <summary>What every wallet holds beside its loan.</summary>
    public const decimal Ether = 1, Dollars = 1000;

    static readonly WatcherConfig Whole = Read();
    static readonly WeightedCollateralRule LoanRule = new();

    public static ImmutableArray<string> Chains { get; } = ["alpha", "beta"];

    public static WatcherConfig Of(Plan plan, IEnumerable<IChannel> channels, string connection) => Whole with
    {
        Chains = [.. Whole.Chains.Select(chain => chain with { Budget = plan.Budget })],
        Wallets = [.. plan.Wallets.Select(w => Whole.Wallets[w])],
        Portfolios = plan.Portfolio ? [new(Plan.PortfolioLabel, [.. plan.Wallets.Select(w => Whole.Wallets[w].Address)], null)] : [],
        Rules = [.. plan.Rules.Select(r => r.Written())],
        Channels = [.. channels],
        Store = Whole.Store with { ConnectionString = connection },
    };

    public static ChainConfig Chain(string name) => Whole.Find(name)!;

    public static WalletConfig Wallet(int number) => Whole.Wallets[number];

    public static int Number(WalletConfig wallet) => Whole.Wallets.IndexOf(wallet);

    public static Subject Balances(string chain, int wallet) => new(chain, WalletProtocol, "", Wallet(wallet).Address);

    public static Subject Loan(string chain, int wallet) => new(chain, LoanProtocol, Deployment, Wallet(wallet).Address);

    public static string LoanId(string chain, int wallet) => $"{chain}/{LoanProtocol}/{Deployment}/{Wallet(wallet).Address}";

    public static string WalletId(string chain, int wallet) => $"{chain}/{Wallet(wallet).Address}";

    /// <summary>What a wallet is worth on a chain.</summary>
    public static decimal Net(SimulatedLoan? loan, decimal ethUsd) => ((Ether + (loan?.Ether ?? 0)) * ethUsd) + Dollars - (loan?.Debt ?? 0);

    public static IEnumerable<Asset> Priced(string chain) => Chain(chain).Assets.Where(a => a.Feed is not null).Select(a => a.Asset);

    public static PriceAnswer PriceOf(Asset asset, SimulatedBlock block) =>
        new Price("feed", Raw(asset.Address is null ? block.EthUsd : 1, PriceDecimals), PriceDecimals, block.Ref.Timestamp);

    public static WalletPosition BalancesAt(string chain, int wallet) => new($"{chain}/{WalletProtocol}/{Wallet(wallet).Address}", WalletProtocol, "",
    [
        new(LegRole.Balance, EtherOf(chain), Raw(Ether, Decimals)), new(LegRole.Balance, DollarsOf(chain), Raw(Dollars, DollarDecimals)),
    ]);

    public static LendingPosition LoanAt(string chain, int wallet, SimulatedLoan loan, decimal ethUsd)
    {
        ImmutableArray<LoanLeg> legs =
        [
            new(LegRole.Collateral, EtherOf(chain), Raw(loan.Ether, Decimals), Raw(ethUsd, PriceDecimals), new BigDecimal(80, 2), new Ray(0)),
            new(LegRole.Debt, DollarsOf(chain), Raw(loan.Debt, DollarDecimals), Raw(1, PriceDecimals), null, new Ray(0)),
        ];
        var solvency = LoanRule.Evaluate(legs);
        return new(LoanId(chain, wallet), LoanProtocol, Deployment, legs)
        {
            OracleDecimals = PriceDecimals,
            Rule = LoanRule,
            CollateralBase = solvency.Collateral,
            DebtBase = solvency.Debt,
            HealthFactor = solvency.HealthFactor!.Value,
            LiquidationThreshold = solvency.LiquidationThreshold,
        };
    }

    static Asset EtherOf(string chain) => Chain(chain).Assets.Single(a => a.Asset.Address is null).Asset;

    static Asset DollarsOf(string chain) => Chain(chain).Assets.Single(a => a.Asset.Address is not null).Asset with { Decimals = DollarDecimals };

    static BigInteger Raw(decimal amount, int decimals) => new BigInteger(amount * 100) * BigInteger.Pow(10, decimals - 2);

    static WatcherConfig Read()
    {
        var tree = new JsonObject
        {
            [nameof(Chains)] = new JsonObject { ["alpha"] = ChainJson(1001, 'a'), ["beta"] = ChainJson(1002, 'b') },
            ["Wallets"] = new JsonArray([.. Enumerable.Range(1, 3).Select(n => new JsonObject { ["Label"] = $"w{n}", ["Address"] = $"0x{n:x40}" })]),
            ["Rules"] = new JsonArray(),
        };
        return ConfigReader.Read(ChainLayers.Of(tree, ShippedChains.BesideTheProgram, []), new(TimeProvider.System, TextWriter.Null));
    }

    static JsonObject ChainJson(int id, char letter) => new()
    {
        ["ChainId"] = id,
        ["Rpc"] = new JsonArray("http://127.0.0.1:1"),
        ["Native"] = new JsonObject { ["Symbol"] = "ETH", ["PriceFeed"] = $"0x{new string(letter, 39)}1" },
        ["Tokens"] = new JsonArray(new JsonObject { ["Address"] = $"0x{new string(letter, 39)}2", ["Symbol"] = "USDC", ["PriceFeed"] = $"0x{new string(letter, 39)}3", ["Group"] = "usd" }),
        ["Protocols"] = new JsonObject { ["aave-v3"] = new JsonArray(new JsonObject { ["Name"] = "main", ["PoolAddressesProvider"] = $"0x{new string(letter, 39)}4" }) },
    };
}
