using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>
/// Finds what would have to happen for a loan to be liquidated, on the protocol's own predicate with all its rounding.
/// </summary>
/// <remarks>
/// In exact arithmetic the price of asset a at liquidation is <c>(D - W)/(q*w - b)</c>: debts minus weighted collateral in everything else,
/// over what is supplied of a, weighted, minus what is owed of it. Worked example: 10 ETH at threshold 0.8 against 12,800 USDC:
/// 12,800/(10 * 0.8) = 1,600 USD; at a price of 2,000 that is a change of -0.2, and so it is for all assets outside <c>usd</c> together: 1/1.25 - 1.
/// The protocol rounds, so its first step that allows liquidation is searched: see <see cref="FirstLiquidation"/>.
/// </remarks>
public static class LiquidationSearch
{
    const string UsdGroup = "usd";

    /// <summary>What the protocol itself would say at the prices as they are.</summary>
    public static bool Liquidatable(LendingPosition loan) => SearchedLoan.Of(loan).Liquidatable;

    public static LiquidationOutlook Of(LendingPosition loan, AssetBook book)
    {
        var searched = SearchedLoan.Of(loan);
        if (searched.Legs.All(static leg => leg.Role == LegRole.Collateral)) return new([], [], null, null);
        var movers = new Movers(searched.Legs, book);
        var count = searched.Legs.Length;
        var (byAsset, byGroup) = (ImmutableArray.CreateBuilder<AssetLiquidation>(count), ImmutableArray.CreateBuilder<GroupLiquidation>(count));
        for (var leg = 0; leg < count; leg++)
            if (movers.IsFirstOfAsset(leg) && ByAsset(loan, searched, movers, leg) is { } row) byAsset.Add(row);
        for (var leg = 0; leg < count; leg++)
            if (movers.FirstOfGroup(leg) is { } group && Together(searched, movers, movers.InGroup(group), byAsset) is { } change) byGroup.Add(new(group, change));
        var (all, days) = searched.Liquidatable
            ? (BigDecimal.Zero, BigDecimal.Zero)
            : (Together(searched, movers, movers.Outside(UsdGroup), byAsset), InterestHorizon.Days(searched));
        return new(byAsset.DrainToImmutable(), byGroup.DrainToImmutable(), all, days);
    }

    static AssetLiquidation? ByAsset(LendingPosition loan, SearchedLoan searched, Movers movers, int leg)
    {
        var (asset, now, moving) = (searched.Legs[leg].Asset, searched.Legs[leg].OraclePrice, movers.WithAsset(leg));
        var (fall, rise) = (new AssetPath(searched.Legs, moving, now, falls: true), new AssetPath(searched.Legs, moving, now, falls: false));
        return Nearest(searched, fall, rise) is { } move ? new(asset, now + move, OraclePrices.Usd(loan, now + move), Ratios.Of(move, now)!.Value) : null;
    }

    /// <summary>The change of several prices by one factor; of a single asset, its own to the very step.</summary>
    static BigDecimal? Together(SearchedLoan searched, Movers movers, bool[] moving, ImmutableArray<AssetLiquidation>.Builder byAsset)
    {
        if (!moving.Contains(true)) return null;
        if (movers.OnlyAsset(moving) is { } only) return ChangeOf(searched.Legs[only].Asset, byAsset);
        return Nearest(searched, new FactorPath(searched.Legs, moving, falls: true), new FactorPath(searched.Legs, moving, falls: false)) is { } steps
            ? Ratios.Of(steps, FactorPath.One)
            : null;
    }

    static BigDecimal? ChangeOf(Asset asset, ImmutableArray<AssetLiquidation>.Builder byAsset)
    {
        for (var i = 0; i < byAsset.Count; i++)
            if (byAsset[i].Asset.Key == asset.Key) return byAsset[i].Change;
        return null;
    }

    /// <summary>The smaller of both directions' moves, with its sign; 0 where no move is needed.</summary>
    static BigInteger? Nearest(SearchedLoan searched, PricePath fall, PricePath rise)
    {
        if (searched.Liquidatable) return 0;
        var (down, up) = (FirstLiquidation.On(fall, searched), FirstLiquidation.On(rise, searched));
        return down is null || up < down ? up : -down;
    }
}
