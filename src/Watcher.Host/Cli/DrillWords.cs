using Watcher.Host.Drill;

namespace Watcher.Host.Cli;

/// <summary>What a person needs to hear of a drill besides its receipts.</summary>
static class DrillWords
{
    public static string WhyNot(DrillOutcome outcome)
    {
        var why = outcome.Given ? "the given move of the market fires no rule" : "no move of the market, up to a fall by 99% or a rise by 900%, fires a rule";
        return $"nothing was sent: {why} here{(outcome.Unread is { } unread ? $", and not everything could be read: {unread}" : "")}";
    }

    public static string Supposed(Plot plot, bool given) =>
        plot.Crash.IsNone ? "nothing: it is breached as it is"
        : given ? $"{plot.Crash}, as given"
        : $"{plot.Crash}, the smallest move found that fires it";
}
