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
        if (searched.Legs.All(leg => leg.Role == LegRole.Collateral)) return new([], [], null, null);
        var assets = searched.Legs.Where(leg => leg.OraclePrice.Sign > 0).DistinctBy(leg => leg.Asset.Key).ToImmutableArray();
        return searched.Liquidatable ? Now(loan, assets, book) : Ahead(loan, searched, assets, book);
    }

    /// <summary>Liquidatable as it is: no change is needed.</summary>
    static LiquidationOutlook Now(LendingPosition loan, ImmutableArray<LoanLeg> assets, AssetBook book) => new(
        [.. assets.Select(leg => new AssetLiquidation(leg.Asset, leg.OraclePrice, OraclePrices.Usd(loan, leg.OraclePrice), BigDecimal.Zero))],
        [.. Groups(assets, book).Select(group => new GroupLiquidation(group.Key, BigDecimal.Zero))], BigDecimal.Zero, BigDecimal.Zero);

    static LiquidationOutlook Ahead(LendingPosition loan, SearchedLoan searched, ImmutableArray<LoanLeg> assets, AssetBook book)
    {
        var byAsset = assets.Select(leg => ByAsset(loan, searched, leg)).OfType<AssetLiquidation>().ToImmutableArray();
        var byGroup = Groups(assets, book).Select(group => Together(searched, [.. group], byAsset) is { } change ? new GroupLiquidation(group.Key, change) : null);
        var others = assets.RemoveAll(leg => book.GroupOf(leg.Asset.Key) == UsdGroup);
        return new(byAsset, [.. byGroup.OfType<GroupLiquidation>()], Together(searched, others, byAsset), InterestHorizon.Days(searched));
    }

    static IEnumerable<IGrouping<string, LoanLeg>> Groups(ImmutableArray<LoanLeg> assets, AssetBook book) => assets.GroupBy(leg => book.GroupOf(leg.Asset.Key));

    static AssetLiquidation? ByAsset(LendingPosition loan, SearchedLoan searched, LoanLeg leg)
    {
        var (asset, now) = (leg.Asset.Key, leg.OraclePrice);
        var (fall, rise) = (new AssetPath(searched.Legs, asset, now, falls: true), new AssetPath(searched.Legs, asset, now, falls: false));
        return Nearest(searched, fall, rise) is { } move ? new(leg.Asset, now + move, OraclePrices.Usd(loan, now + move), Ratios.Of(move, now)!.Value) : null;
    }

    /// <summary>The change of several prices by one factor; of a single asset, its own to the very step.</summary>
    static BigDecimal? Together(SearchedLoan searched, ImmutableArray<LoanLeg> assets, ImmutableArray<AssetLiquidation> byAsset)
    {
        if (assets.Length == 0) return null;
        if (assets.Length == 1) return byAsset.FirstOrDefault(row => row.Asset.Key == assets[0].Asset.Key)?.Change;
        Predicate<Asset> moves = asset => assets.Any(leg => leg.Asset.Key == asset.Key);
        return Nearest(searched, new FactorPath(searched.Legs, moves, falls: true), new FactorPath(searched.Legs, moves, falls: false)) is { } steps
            ? Ratios.Of(steps, FactorPath.One)
            : null;
    }

    /// <summary>The smaller of both directions' moves, with its sign.</summary>
    static BigInteger? Nearest(SearchedLoan searched, PricePath fall, PricePath rise)
    {
        var (down, up) = (FirstLiquidation.On(fall, searched), FirstLiquidation.On(rise, searched));
        return down is null || up < down ? up : -down;
    }
}
