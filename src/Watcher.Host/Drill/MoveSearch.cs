using System.Collections.Immutable;
using Watcher.Risk;

namespace Watcher.Host.Drill;

/// <summary>
/// Looks for the smallest move of the market, to the percent, under which something comes true. A crash first: everything outside the group
/// <c>usd</c> falls. Where no fall does it, everything rises; then each group falls or rises alone.
/// </summary>
static class MoveSearch
{
    static readonly ImmutableArray<BigDecimal> Falls = [.. Enumerable.Range(1, 99).Select(percent => Factor(-percent))];
    static readonly ImmutableArray<BigDecimal> Rises = [.. Enumerable.Range(1, 100).Concat([150, 200, 300, 500, 900]).Select(Factor)];

    /// <returns>A move of nothing where it is true already; null where no move makes it true.</returns>
    public static MarketMove? Smallest(AssetBook book, Func<MarketMove, bool> holds)
    {
        var market = AtRest(AssetSelector.Market(book));
        return holds(market) ? market : Groups(book).Prepend(market).SelectMany(move => Falls.Concat(Rises).Select(move.Times)).FirstOrDefault(holds);
    }

    /// <summary>The same move gone on, until more comes true; null where it never does.</summary>
    public static MarketMove? Beyond(MarketMove move, Func<MarketMove, bool> holds) =>
        (move.Shocks.Any(shock => shock.Change.Sign > 0) ? Rises : Falls).Select(move.Times).FirstOrDefault(holds);

    static IEnumerable<MarketMove> Groups(AssetBook book) =>
        book.All.Select(known => book.GroupOf(known.Asset.Key)).Distinct()
            .Select(group => AssetSelector.TryParse($"group:{group}", book, out var selector, out _) ? AtRest(selector!) : null).OfType<MarketMove>();

    static MarketMove AtRest(AssetSelector assets) => new([new(assets, BigDecimal.Zero)]);

    static BigDecimal Factor(int percent) => new(100 + percent, 2);
}
