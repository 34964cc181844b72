using System.Collections.Immutable;
using Watcher.Settings;

namespace Watcher.Positions;

/// <summary>
/// Assets as people name them in targets, rules and shocks: a configured symbol, an address, <c>native</c>, or <c>group:NAME</c>. A symbol
/// means configured assets only, never a look-alike found on chain.
/// </summary>
public sealed class AssetSelector
{
    const string NativeWord = "native", GroupPrefix = "group:", MarketWord = "all", Stable = "usd";
    readonly AssetBook book;
    readonly Func<AssetKey, bool> selects;
    readonly ImmutableHashSet<string> units;

    AssetSelector(AssetBook book, string text, Func<AssetKey, bool> selects)
    {
        (this.book, this.selects, Text) = (book, selects, text);
        Keys = [.. book.All.Select(known => known.Asset.Key).Where(selects)];
        units = [.. Keys.Select(book.UnitOf)];
    }

    /// <summary>As written, a symbol in its configured case.</summary>
    public string Text { get; }

    /// <summary>The configured assets it names.</summary>
    public ImmutableArray<AssetKey> Keys { get; }

    public bool IsGroup => Text.StartsWith(GroupPrefix, StringComparison.Ordinal);

    /// <summary>It is <see cref="Market"/>.</summary>
    public bool IsMarket => Text == MarketWord;

    /// <summary><c>all</c>, in shocks: every asset outside the group <c>usd</c>, configured or not.</summary>
    public static AssetSelector Market(AssetBook book) => new(book, MarketWord, key => book.GroupOf(key) != Stable);

    /// <summary>What a row of weights is called: <c>group:NAME</c>, or the unit's name (<c>ETH</c> also for the wrapped token).</summary>
    public string RowName => !IsGroup && units.Count == 1 ? units.First() : Text;

    /// <summary>Whether it names this very asset.</summary>
    public bool Selects(AssetKey key) => selects(key);

    /// <summary>Whether it names this asset or one that counts as the same in weights: native and wrapped, the same configured symbol elsewhere.</summary>
    public bool SelectsUnit(AssetKey key) => selects(key) || units.Contains(book.UnitOf(key));

    /// <param name="text">As written.</param>
    /// <param name="book">The configured assets.</param>
    /// <param name="selector">Null when <paramref name="problem"/> says why.</param>
    /// <param name="problem">For the person who wrote it.</param>
    public static bool TryParse(string text, AssetBook book, out AssetSelector? selector, out string? problem)
    {
        problem = null;
        if (book.Selectors.TryGetValue(text, out selector)) return true;
        (selector, problem) = Parse(text.Trim(), book);
        if (selector is not null && book.IsSymbol(text)) book.Selectors.TryAdd(text, selector);
        return selector is not null;
    }

    static (AssetSelector?, string?) Parse(string text, AssetBook book)
    {
        if (text.Equals(NativeWord, StringComparison.OrdinalIgnoreCase)) return (new(book, NativeWord, key => key.Address is null), null);
        if (text.StartsWith(GroupPrefix, StringComparison.OrdinalIgnoreCase)) return Group(text[GroupPrefix.Length..].Trim(), book);
        if (!text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return Symbol(text, book);
        return Address.TryParse(text, out var address, out var problem) ? (new(book, address.ToString(), key => key.Address == address), null) : (null, problem);
    }

    static (AssetSelector?, string?) Group(string name, AssetBook book)
    {
        var groups = book.All.Select(known => book.GroupOf(known.Asset.Key)).Distinct().ToList();
        return Named(name, groups) is { } group
            ? (new(book, GroupPrefix + group, key => book.GroupOf(key) == group), null)
            : (null, $"no configured asset is in a group '{name}'{Suggestion.For(name, groups)}");
    }

    static (AssetSelector?, string?) Symbol(string text, AssetBook book)
    {
        var symbols = book.All.Select(known => known.Asset.Symbol).OfType<string>().Distinct().ToList();
        if (Named(text, symbols) is not { } symbol)
            return (null, $"'{text}' is not the symbol of a configured asset{Suggestion.For(text, symbols)}; to name another token write its address");
        var doubles = book.All.Where(known => known.Asset.Symbol == symbol && !known.WrapsNative).GroupBy(known => known.Asset.Chain).FirstOrDefault(same => same.Count() > 1);
        return doubles is null
            ? (new(book, symbol, key => book.Find(key)?.Asset.Symbol == symbol), null)
            : (null, $"'{symbol}' is ambiguous on {doubles.Key}: write the address, one of {string.Join(", ", doubles.Select(known => known.Asset.Address?.ToString() ?? NativeWord))}");
    }

    /// <summary>The name in its own case: an exact match, else the only one ignoring case.</summary>
    static string? Named(string text, List<string> names)
    {
        if (names.Contains(text)) return text;
        var near = names.Where(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)).ToList();
        return near.Count == 1 ? near[0] : null;
    }

    public override string ToString() => Text;
}
