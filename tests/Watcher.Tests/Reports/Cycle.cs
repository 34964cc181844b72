using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Prices;
using Watcher.Reports;
using Watcher.Risk;
using Watcher.Rules;
using Watcher.Tests.Risk;

namespace Watcher.Tests.Reports;

/// <summary>Facts of one wallet at one block, written out for tests, and the reports made of them.</summary>
static class Cycle
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 30, TimeSpan.Zero);
    public static readonly Address Owner = Address.Parse("0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045");
    public static readonly BlockRef Block = new(123, Hash32.Parse("0x" + new string('a', 64)), Now.AddSeconds(-30));

    public static readonly Asset Ether = new(Loans.Chain, null, "ETH", 18), Weth = Loans.Eth, Usdc = Loans.Usdc, Dai = Loans.Dai, Btc = Loans.Btc,
        Odd = Loans.Token("ODD", 50, null), Stray = Loans.Token("USDC", 51, 6), Receipt = Loans.Token("aWETH", 60, 18);

    /// <summary>Ether and USDC have feeds (the wrapped token goes by ether's), DAI and WBTC none.</summary>
    public static readonly AssetBook Book = new(
    [
        Loans.Known(Ether, "eth", feed: true), new(Weth, null, null, WrapsNative: true), Loans.Known(Usdc, "usd", feed: true), Loans.Known(Dai, "usd"), Loans.Known(Btc, null),
    ]);

    public static readonly ReportBuilder Builder = new(Book);
    public static readonly ReportMetrics Metrics = new(Book);

    public static Leg Balance(Asset asset, string amount) => Part(LegRole.Balance, asset, amount);

    public static Leg Part(LegRole role, Asset asset, string amount) =>
        new(role, asset, (BigDecimal.Parse(amount) * BigInteger.Pow(10, asset.Decimals ?? 0)).Normalised().Unscaled);

    public static WalletPosition Balances(params ImmutableArray<Leg> legs) => new($"{Loans.Chain}/wallet/{Owner}", "wallet", "wallet", legs);

    /// <summary>10 wrapped ether at 2000 and threshold 0.8 against 12,800 USDC, at the lender's oracle: health factor 1.25.</summary>
    public static LendingPosition Loan { get; } = Loans.Of(new TruncatingRule(), Loans.Collateral(Weth, "10", "2000", "0.8"), Loans.Debt(Usdc, "12800", "1")) with
    {
        Id = $"{Loans.Chain}/lender/main/{Owner}",
        Receipts = [Receipt.Address!.Value],
    };

    public static LiquidityPosition Pool(Asset token0, string amount0, Asset token1, string amount1, BigDecimal spot) =>
        new($"{Loans.Chain}/pool/main/1", "pool", "main", [Part(LegRole.Token, token0, amount0), Part(LegRole.Token, token1, amount1)])
        {
            Pool = Loans.AddressOf(90),
            Share = new(1, 2),
            Curve = new FixedCurve(spot),
        };

    public static MarketPrices Market(string? ether = "2000", string? usdc = "1") => Market(Answer(ether), Answer(usdc));

    public static MarketPrices Market(PriceAnswer ether, PriceAnswer usdc) => new(Block,
        ImmutableDictionary<AssetKey, PriceAnswer>.Empty.Add(Ether.Key, ether).Add(Usdc.Key, usdc), ImmutableDictionary<AssetKey, Failure>.Empty);

    public static PriceAnswer Answer(string? usd) => usd is null
        ? new NoPrice("feed", "older than its heartbeat", Now.AddDays(-3))
        : new Price("feed", (BigDecimal.Parse(usd) * BigInteger.Pow(10, 8)).Normalised().Unscaled, 8, Now.AddSeconds(-90));

    public static WalletSnapshot Snapshot(MarketPrices prices, params Reading[] readings) =>
        new(Owner, "treasury", Loans.Chain, 31337, Block, [.. readings], prices);

    public static Subject Of(string protocol) => new(Loans.Chain, protocol, protocol == "wallet" ? "wallet" : "main", Owner);

    public static GoodReading Good(params ImmutableArray<Position> positions) => new(Of(positions[0].Protocol), Block, positions, []);

    public static UnreadableReading Unreadable(string protocol) => new(Of(protocol), Block, new(FailureReason.Timeout, "2 endpoints: no answer in 5 s"));

    public static WalletReport Report(MarketPrices prices, params Reading[] readings) => Builder.Build(Snapshot(prices, readings), null, Memory.None, Now);

    public static MetricValue Metric(this WalletReport report, string name, string? asset = null, PositionReport? position = null) =>
        Metrics.Of(report, position, new(MetricCatalog.Find(name)!, asset));

    public static T The<T>(this WalletReport report) where T : PositionReport => report.Positions.OfType<T>().Single();
}

/// <summary>A pool that keeps its amounts whatever its price: for what does not depend on a curve.</summary>
sealed record FixedCurve(BigDecimal Price) : PoolCurve
{
    public override ImmutableArray<BigDecimal> Spot => [Price];
    public override ImmutableArray<BigDecimal> Targets => [new(5, 1), new(5, 1)];
    public override ImmutableArray<BigInteger> AmountsAt(ImmutableArray<BigDecimal> spot) => [1, 1];
    public override PoolCurve MoveTo(ImmutableArray<BigDecimal> spot) => new FixedCurve(spot[0]);
}
