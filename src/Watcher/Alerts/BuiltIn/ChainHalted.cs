using Watcher.Reports;
using Watcher.Rules;
using Watcher.Settings;

namespace Watcher.Alerts;

/// <summary>
/// The nodes answer, but no block is added: what is read is right and of no use. Measured by the head's height, whatever the clocks say. Where
/// <c>MaxHeadAge</c> refuses so old a head, everything is UNKNOWN and the chain's outage says so instead.
/// </summary>
public static class ChainHalted
{
    static readonly TimeSpan Least = TimeSpan.FromMinutes(5);
    const int Cycles = 10;

    /// <summary>How long a head may stand still; null = for ever, as on a local chain that mines when it is asked to.</summary>
    /// <param name="every">How often the chain is read.</param>
    /// <param name="maxHeadAge">As configured.</param>
    public static TimeSpan? Limit(TimeSpan every, TimeSpan? maxHeadAge, bool local)
    {
        if (local && maxHeadAge is null) return null;
        var usual = every * Cycles > Least ? every * Cycles : Least;
        return maxHeadAge > usual ? maxHeadAge : usual;
    }

    /// <param name="still">In trouble while the head stands still.</param>
    /// <param name="reached">A block could be had.</param>
    public static Observation Observe(string chain, BlockRef head, Spell still, TimeSpan limit, bool reached) =>
        new Lasting(BuiltInRules.ChainHalted, limit, TimeSpan.Zero).Observe(
            new($"head/{chain}") { Chain = chain }, still, explained: !reached, Says(head, still), () => ReportJson.Of(head));

    static string Says(BlockRef head, Spell still) => !still.Trouble
        ? $"blocks are added again: {head.Number}"
        : $"the nodes answer, but no block was added for {Durations.Text(still.For)}: the head stands at {head.Number}; "
            + "look at a block explorer: if others see newer blocks, the node is stuck; what is reported is as of that block";
}
