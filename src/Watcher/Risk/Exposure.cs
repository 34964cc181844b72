using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>What is held and owed of each asset, in USD at market prices, with loans and pools unfolded to their tokens. Only what is priced.</summary>
public sealed record Exposure(ImmutableArray<AssetExposure> Assets)
{
    public Totals Totals { get; } = new(Assets.Aggregate(BigDecimal.Zero, (sum, asset) => sum + asset.AssetsUsd), Assets.Aggregate(BigDecimal.Zero, (sum, asset) => sum + asset.DebtUsd));

    /// <summary>Several exposures as one.</summary>
    public static Exposure Over(IEnumerable<Exposure> parts) => Of(parts.SelectMany(part => part.Assets));

    /// <summary>Adds up what is of the same asset, in the order of first appearance.</summary>
    public static Exposure Of(IEnumerable<AssetExposure> parts)
    {
        var sums = ImmutableArray.CreateBuilder<AssetExposure>();
        foreach (var part in parts) Add(sums, part);
        return new(sums.DrainToImmutable());
    }

    /// <summary>Looked for one by one: there are few assets, and a table of them would be made anew for every wallet.</summary>
    internal static void Add(ImmutableArray<AssetExposure>.Builder sums, in AssetExposure part)
    {
        for (var i = 0; i < sums.Count; i++)
        {
            if (sums[i].Key != part.Key) continue;
            sums[i] += part;
            return;
        }
        sums.Add(part);
    }
}

/// <summary>One asset's part: what is held, supplied or in pools, and what is owed.</summary>
public readonly record struct AssetExposure(AssetKey Key, BigDecimal AssetsUsd, BigDecimal DebtUsd)
{
    public BigDecimal NetUsd => AssetsUsd - DebtUsd;

    public static AssetExposure operator +(AssetExposure a, AssetExposure b) => new(a.Key, a.AssetsUsd + b.AssetsUsd, a.DebtUsd + b.DebtUsd);
}

/// <summary>USD at market prices.</summary>
public sealed record Totals(BigDecimal AssetsUsd, BigDecimal DebtUsd)
{
    public BigDecimal NetUsd => AssetsUsd - DebtUsd;
}
