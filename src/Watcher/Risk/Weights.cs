using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>How net worth is spread over assets, against targets.</summary>
/// <remarks>
/// Net weight = (assets - debts of the asset) / net worth. Drift = weight - target. Turnover = half the sum of absolute drifts: what share of
/// net worth must be traded to be on target. Concentration is the Herfindahl-Hirschman index over gross asset shares (assets only, debts
/// left out): the sum of their squares, 1 when everything is one asset.
/// Worked example: 3 ETH at 2000 and 4,000 USDC, owing 2,000 USDC. Net worth 8,000; weights ETH 6,000/8,000 = 0.75, USDC
/// (4,000 - 2,000)/8,000 = 0.25. With targets 0.5/0.5 the drifts are 0.25 and -0.25, the largest 0.25, turnover 0.25. Gross shares
/// 0.6 and 0.4: concentration 0.36 + 0.16 = 0.52.
/// </remarks>
public static class Weights
{
    /// <returns>Rows in the order of the targets, then by size. Without a positive net worth there are no weights.</returns>
    public static PortfolioFigures Of(Exposure exposure, Targets? targets, AssetBook book)
    {
        var units = Units(exposure.Assets, book);
        var rows = exposure.Totals.NetUsd.Sign > 0 ? targets is null ? BySize(units, exposure, null) : Rows(exposure, targets, book) : [];
        List<BigDecimal> drifts = targets is null ? [] : [.. rows.Select(row => row.Drift!.Value.Abs())];
        return new(rows, drifts.Count > 0 ? drifts.Max() : null, drifts.Count > 0 ? Sum(drifts, drift => drift) * Half : null, Concentration(exposure, units))
        {
            Targets = targets,
        };
    }

    /// <summary>The net weight of the assets that <paramref name="counts"/> picks; null without a positive net worth.</summary>
    public static BigDecimal? Of(Exposure exposure, Func<AssetKey, bool> counts) =>
        exposure.Totals.NetUsd is { Sign: > 0 } net ? Ratios.Of(Sum(exposure.Assets.Where(asset => counts(asset.Key)), asset => asset.NetUsd), net) : null;

    /// <summary>
    /// The drift of what <paramref name="asset"/> names: its row's, else its weight minus the targets that lie wholly inside it. Null without
    /// targets or a positive net worth, and where it shares a target with other assets (as a member of a group that has one).
    /// </summary>
    public static BigDecimal? DriftOf(PortfolioFigures figures, Exposure exposure, AssetSelector asset)
    {
        if (figures.Weights.FirstOrDefault(row => row.Symbol == asset.RowName) is { } row) return row.Drift;
        if (figures.Targets is null || Of(exposure, asset.SelectsUnit) is not { } weight) return null;
        var touching = figures.Targets.All.Where(target => target.Asset.Keys.Any(asset.SelectsUnit)).ToList();
        return touching.All(target => target.Asset.Keys.All(asset.SelectsUnit)) ? weight - Sum(touching, target => target.Weight) : null;
    }

    static readonly BigDecimal Half = new(5, 1);

    static ImmutableArray<WeightRow> Rows(Exposure exposure, Targets targets, AssetBook book)
    {
        var parts = exposure.Assets.ToLookup(asset => targets.For(asset.Key));
        return
        [
            .. targets.All.Select(target => Row(target.Asset.RowName, Sum(parts[target], asset => asset.NetUsd), exposure, target.Weight)),
            .. BySize(Units([.. parts[null]], book), exposure, BigDecimal.Zero),
        ];
    }

    /// <summary>The largest first; of the same size, who appears first.</summary>
    static ImmutableArray<WeightRow> BySize(List<(string Name, AssetExposure Sum)> units, Exposure exposure, BigDecimal? target)
    {
        var rows = ImmutableArray.CreateBuilder<WeightRow>(units.Count);
        foreach (var (name, sum) in units)
        {
            var (row, place) = (Row(name, sum.NetUsd, exposure, target), rows.Count);
            while (place > 0 && rows[place - 1].Weight < row.Weight) place--;
            rows.Insert(place, row);
        }
        return rows.MoveToImmutable();
    }

    static WeightRow Row(string name, BigDecimal value, Exposure exposure, BigDecimal? target) => new(name, value.Divide(exposure.Totals.NetUsd, Ratios.Digits), target);

    /// <summary>What is of the same unit as one, in the order of first appearance.</summary>
    static List<(string Name, AssetExposure Sum)> Units(ImmutableArray<AssetExposure> assets, AssetBook book)
    {
        var units = new List<(string Name, AssetExposure Sum)>(assets.Length);
        foreach (var asset in assets)
        {
            var name = book.UnitOf(asset.Key);
            var known = 0;
            while (known < units.Count && units[known].Name != name) known++;
            if (known == units.Count) units.Add((name, asset));
            else units[known] = (name, units[known].Sum + asset);
        }
        return units;
    }

    static BigDecimal? Concentration(Exposure exposure, List<(string Name, AssetExposure Sum)> units)
    {
        var gross = exposure.Totals.AssetsUsd;
        return gross.IsZero ? null : Sum(units, unit => unit.Sum.AssetsUsd * unit.Sum.AssetsUsd).Divide(gross * gross, Ratios.Digits);
    }

    static BigDecimal Sum<T>(IEnumerable<T> items, Func<T, BigDecimal> value)
    {
        var sum = BigDecimal.Zero;
        foreach (var item in items) sum += value(item);
        return sum;
    }
}
