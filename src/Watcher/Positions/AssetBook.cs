using System.Collections.Concurrent;

namespace Watcher.Positions;

/// <summary>A configured asset.</summary>
/// <param name="Group">Assets that move together share one; null = a group of its own.</param>
/// <param name="Feed">Where its market price comes from; null = none of its own.</param>
/// <param name="WrapsNative">It is the chain's wrapped native token, one with the native asset in weights.</param>
public sealed record KnownAsset(Asset Asset, string? Group, PriceFeed? Feed, bool WrapsNative);

/// <param name="Heartbeat">An answer older than this is no price.</param>
public sealed record PriceFeed(Address Address, TimeSpan Heartbeat);

/// <summary>
/// The configured assets of all chains: what symbols, groups and <c>native</c> mean. A symbol means configured assets only, never a
/// look-alike found on chain.
/// </summary>
public sealed class AssetBook
{
    readonly Dictionary<AssetKey, KnownAsset> known;
    readonly Dictionary<string, Asset> natives;
    readonly HashSet<string> symbols;

    public AssetBook(IEnumerable<KnownAsset> assets)
    {
        known = assets.ToDictionary(a => a.Asset.Key);
        symbols = [.. known.Values.Select(a => a.Asset.Symbol).OfType<string>()];
        natives = known.Values.Where(a => a.Asset.Address is null).ToDictionary(a => a.Asset.Chain, a => a.Asset);
    }

    public IReadOnlyCollection<KnownAsset> All => known.Values;

    /// <summary>What each symbol names, once it was asked: figures are looked up by symbol, thousands in each cycle.</summary>
    internal ConcurrentDictionary<string, AssetSelector> Selectors { get; } = new(StringComparer.Ordinal);

    internal bool IsSymbol(string text) => symbols.Contains(text);

    public KnownAsset? Find(AssetKey key) => known.GetValueOrDefault(key);

    /// <summary>The name that weights, targets and portfolios count an asset under: native and wrapped are one, as are tokens of the same configured symbol; others stand alone under their address.</summary>
    public string UnitOf(AssetKey key)
    {
        var asset = Find(key);
        if (asset is { WrapsNative: true } && natives.TryGetValue(key.Chain, out var native)) return native.Symbol!;
        return asset?.Asset.Symbol ?? (key.Address is { } address ? $"{key.Chain}:{address}" : $"{key.Chain}:native");
    }

    /// <summary>The group an asset moves with; an asset without one is a group of its own, under its unit's name.</summary>
    public string GroupOf(AssetKey key)
    {
        var asset = Find(key);
        if (asset is { WrapsNative: true, Group: null } && natives.TryGetValue(key.Chain, out var native)) return GroupOf(native.Key);
        return asset?.Group ?? UnitOf(key);
    }
}
