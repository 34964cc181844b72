using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Protocols.AaveV3;
using Xunit;

namespace Watcher.Tests.AaveV3;

public sealed class LiquidationTests
{
    static readonly Hash32 Transaction = new(Keccak256.Hash("transaction"));
    static readonly Address Weth = FakeMarket.At(1), Unlisted = FakeMarket.At(2), Liquidator = FakeMarket.At(3);
    static readonly BlockRef Block = new(9, new(Keccak256.Hash("block")), DateTimeOffset.UnixEpoch);
    static readonly Market Market = new("devnet", "main", FakeMarket.Provider, FakeAssets.Book());

    [Fact]
    public void An_asset_that_is_listed_no_more_is_told_in_its_smallest_units()
    {
        var log = new LogEntry(FakeMarket.Pool, [], ReadOnlyMemory<byte>.Empty, 8, new(Keccak256.Hash("earlier")), Transaction, 5);
        var weth = new Holding(new(new("devnet", Weth, "WETH", 18), new(new(0, Weth, Weth, Weth), default, default, default), Outcome.Of(BigInteger.One),
            new(Outcome.Of(Ray.One), Outcome.Of(Ray.One))), new(0, 0, 0, default));

        var told = new Liquidation(log, Weth, Unlisted, 700, 3 * Wad.One / 2, Liquidator, false).Tell(Market, FakeMarket.Wallet, Block, [weth]);

        Assert.Equal($"liquidated in main: {Liquidator} repaid 700 smallest units of {Unlisted} of debt and took 1.5 WETH of collateral", told.Summary);
        Assert.Equal($"{Transaction}/5", told.Id);
        Assert.Equal(("8", "700", "1500000000000000000"), (told.Details["block"], told.Details["debtToCover"], told.Details["liquidatedCollateralAmount"]));
    }
}
