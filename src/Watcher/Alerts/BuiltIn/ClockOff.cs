using Watcher.Reports;
using Watcher.Rules;
using Watcher.Settings;

namespace Watcher.Alerts;

/// <summary>
/// This host's clock and the chain's contradict each other while blocks keep coming. Ages, budgets and reminders go by the host's clock.
/// </summary>
public static class ClockOff
{
    static readonly Lasting Trouble = new(BuiltInRules.ClockOff, After: TimeSpan.FromMinutes(3), Calm: TimeSpan.FromMinutes(1));

    /// <summary>How far the clocks may be apart where <c>MaxHeadAge</c> says nothing.</summary>
    public static readonly TimeSpan UsualBound = TimeSpan.FromMinutes(2);

    public static bool Is(BlockRef head, DateTimeOffset now, TimeSpan bound) => (now - head.Timestamp).Duration() > bound;

    /// <param name="fresh">The head has moved lately: else its age says nothing of the clock.</param>
    public static Observation Observe(string chain, BlockRef head, DateTimeOffset now, Spell spell, bool fresh) =>
        Trouble.Observe(new($"clock/{chain}") { Chain = chain }, spell, explained: !fresh, Says(head, now, spell), () => ReportJson.Of(head));

    static string Says(BlockRef head, DateTimeOffset now, Spell spell) => spell.Trouble
        ? $"this host's clock is {Durations.Text((now - head.Timestamp).Duration())} {(now < head.Timestamp ? "behind" : "ahead of")} the newest block, "
            + "though blocks keep coming; check the host's clock (timedatectl); if it is right, the node is behind"
        : "this host's clock agrees with the chain again";
}
