using System.Collections.Immutable;
using System.Globalization;
using Watcher.Evm;

namespace Watcher.Protocols.AaveV3;

/// <summary>A liquidation of the account; amounts in the assets' smallest units.</summary>
/// <param name="CollateralTaken">What the liquidator got: its bonus included, the protocol's fee on it not.</param>
/// <param name="ReceivedAToken">The liquidator took the collateral as aToken.</param>
sealed record Liquidation(LogEntry Log, Address CollateralAsset, Address DebtAsset, BigInteger DebtCovered, BigInteger CollateralTaken,
    Address Liquidator, bool ReceivedAToken)
{
    /// <summary>The event as rules and people get it, noticed at the block <paramref name="noticed"/>.</summary>
    public ChainEvent Tell(Market market, Address wallet, BlockRef noticed, ImmutableArray<Holding> reserves) => new(
        "liquidated", $"{Log.TransactionHash}/{Log.LogIndex}", noticed, market.PositionId(wallet),
        $"liquidated in {market.Name}: {Liquidator} repaid {Amount(DebtCovered, DebtAsset, reserves)} of debt "
        + $"and took {Amount(CollateralTaken, CollateralAsset, reserves)} of collateral",
        Details());

    ImmutableDictionary<string, string> Details() => new Dictionary<string, string>
    {
        ["collateralAsset"] = CollateralAsset.ToString(),
        ["debtAsset"] = DebtAsset.ToString(),
        ["debtToCover"] = DebtCovered.ToString(CultureInfo.InvariantCulture),
        ["liquidatedCollateralAmount"] = CollateralTaken.ToString(CultureInfo.InvariantCulture),
        ["liquidator"] = Liquidator.ToString(),
        ["receiveAToken"] = ReceivedAToken ? "true" : "false",
        ["block"] = Log.BlockNumber.ToString(CultureInfo.InvariantCulture),
        ["blockHash"] = Log.BlockHash.ToString(),
        ["transaction"] = Log.TransactionHash.ToString(),
    }.ToImmutableDictionary();

    static string Amount(BigInteger raw, Address asset, ImmutableArray<Holding> reserves) =>
        reserves.FirstOrDefault(reserve => reserve.Asset.Address == asset) is { Asset: var known }
            ? $"{new BigDecimal(raw, known.Decimals!.Value)} {known.Symbol ?? asset.ToString()}"
            : $"{raw} smallest units of {asset}";
}
