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
    public static bool Liquidatable(LendingPosition loan) => Liquidatable(loan, loan.Legs);

    /// <summary>The same of other amounts.</summary>
    public static bool Liquidatable(LendingPosition loan, ImmutableArray<LoanLeg> legs)
    {
        var prices = new BigInteger[legs.Length];
        for (var i = 0; i < prices.Length; i++) prices[i] = legs[i].OraclePrice;
        return loan.Rule.Evaluate(legs, prices).Liquidatable;
    }

    public static LiquidationOutlook Of(LendingPosition loan, AssetBook book)
    {
        var legs = loan.Legs.Where(leg => leg.Role is LegRole.Collateral or LegRole.Debt && leg.Raw.Sign > 0).ToImmutableArray();
        if (!legs.Any(leg => leg.Role == LegRole.Debt)) return new([], [], null, null);
        var assets = legs.Where(leg => leg.OraclePrice.Sign > 0).DistinctBy(leg => leg.Asset.Key).ToImmutableArray();
        return Liquidatable(loan) ? Now(loan, assets, book) : Ahead(loan with { Legs = legs }, assets, book);
    }

    /// <summary>Liquidatable as it is: no change is needed.</summary>
    static LiquidationOutlook Now(LendingPosition loan, ImmutableArray<LoanLeg> assets, AssetBook book) => new(
        [.. assets.Select(leg => new AssetLiquidation(leg.Asset, leg.OraclePrice, OraclePrices.Usd(loan, leg.OraclePrice), BigDecimal.Zero))],
        [.. Groups(assets, book).Select(group => new GroupLiquidation(group.Key, BigDecimal.Zero))], BigDecimal.Zero, BigDecimal.Zero);

    static LiquidationOutlook Ahead(LendingPosition loan, ImmutableArray<LoanLeg> assets, AssetBook book)
    {
        var byAsset = assets.Select(leg => ByAsset(loan, leg)).OfType<AssetLiquidation>().ToImmutableArray();
        var byGroup = Groups(assets, book).Select(group => Together(loan, [.. group], byAsset) is { } change ? new GroupLiquidation(group.Key, change) : null);
        var others = assets.Where(leg => book.GroupOf(leg.Asset.Key) != UsdGroup).ToImmutableArray();
        return new(byAsset, [.. byGroup.OfType<GroupLiquidation>()], Together(loan, others, byAsset), InterestHorizon.Days(loan));
    }

    static IEnumerable<IGrouping<string, LoanLeg>> Groups(ImmutableArray<LoanLeg> assets, AssetBook book) => assets.GroupBy(leg => book.GroupOf(leg.Asset.Key));

    static AssetLiquidation? ByAsset(LendingPosition loan, LoanLeg leg)
    {
        var now = leg.OraclePrice;
        var price = Nearest(falls => new FirstLiquidation(loan.Rule, new AssetPath(loan.Legs, leg.Asset.Key, now, falls)).Step());
        if (price is not { } move) return null;
        return new(leg.Asset, now + move, OraclePrices.Usd(loan, now + move), Ratios.Of(move, now)!.Value);
    }

    /// <summary>The change of several prices by one factor; of a single asset, its own to the very step.</summary>
    static BigDecimal? Together(LendingPosition loan, ImmutableArray<LoanLeg> assets, ImmutableArray<AssetLiquidation> byAsset)
    {
        if (assets.Length == 0) return null;
        if (assets.Length == 1) return byAsset.FirstOrDefault(row => row.Asset.Key == assets[0].Asset.Key)?.Change;
        var keys = assets.Select(leg => leg.Asset.Key).ToHashSet();
        var move = Nearest(falls => new FirstLiquidation(loan.Rule, new FactorPath(loan.Legs, asset => keys.Contains(asset.Key), falls)).Step());
        return move is { } steps ? Ratios.Of(steps, FactorPath.One) : null;
    }

    /// <summary>The smaller of both directions' moves, with its sign.</summary>
    static BigInteger? Nearest(Func<bool, BigInteger?> search)
    {
        var (down, up) = (search(true), search(false));
        return down is null || up < down ? up : -down;
    }
}
