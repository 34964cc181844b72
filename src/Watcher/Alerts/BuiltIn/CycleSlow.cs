using System.Text.Json.Nodes;
using Watcher.Rules;
using Watcher.Settings;

namespace Watcher.Alerts;

/// <summary>Cycle after cycle takes longer than its interval: the chain is read less often than configured.</summary>
public static class CycleSlow
{
    static readonly Lasting Trouble = new(BuiltInRules.CycleSlow, After: TimeSpan.FromMinutes(10), Calm: TimeSpan.FromMinutes(5));

    public static bool Is(TimeSpan took, TimeSpan every) => took > every;

    /// <param name="reached">A block could be had: waiting for dead nodes is slow too, and the outage says so.</param>
    public static Observation Observe(string chain, TimeSpan took, TimeSpan every, Spell spell, bool reached) => Trouble.Observe(
        new($"cycle/{chain}") { Chain = chain }, spell, explained: !reached, Says(took, every, spell),
        () => new JsonObject { ["chain"] = chain, ["tookSeconds"] = took.TotalSeconds, ["everySeconds"] = every.TotalSeconds });

    static string Says(TimeSpan took, TimeSpan every, Spell spell) => spell.Trouble
        ? $"reading takes {Durations.Text(took)}, longer than the {Durations.Text(every)} between two readings; use a faster node, or a longer Every"
        : $"reading takes {Durations.Text(took)}, less than the {Durations.Text(every)} between two readings";
}
