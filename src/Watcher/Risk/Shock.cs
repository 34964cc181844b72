using Watcher.Settings;

namespace Watcher.Risk;

/// <summary>A supposed change of prices: -0.3 = a fall of 30 %.</summary>
public sealed record Shock(AssetSelector Asset, BigDecimal Change)
{
    const string Market = "all";

    /// <param name="text"><c>-30%</c>, <c>-0.3</c>.</param>
    /// <param name="problem">What to write instead; null when it is one.</param>
    public static BigDecimal? ChangeOf(string text, out string? problem)
    {
        problem = !Numbers.TryParse(text, out var change) ? $"'{text}' is not a change: write -30% or -0.3"
            : change <= -1 ? $"'{text}': a price cannot fall by 100 % or more" : null;
        return problem is null ? change : null;
    }

    /// <param name="text">A configured asset or group, or <c>all</c> outside the group <c>usd</c>.</param>
    /// <param name="book">The configured assets.</param>
    /// <param name="problem">What to write instead; null when it is one.</param>
    public static AssetSelector? AssetOf(string text, AssetBook book, out string? problem)
    {
        problem = null;
        if (text.Trim().Equals(Market, StringComparison.OrdinalIgnoreCase)) return AssetSelector.Market(book);
        AssetSelector.TryParse(text, book, out var asset, out problem);
        return asset;
    }
}
