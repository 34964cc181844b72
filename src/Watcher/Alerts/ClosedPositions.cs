using System.Collections.Immutable;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>Finds the alerts whose position was read well and is no more: repaid, withdrawn, burnt.</summary>
public static class ClosedPositions
{
    /// <param name="reading">One subject's reading; an unreadable one closes nothing.</param>
    public static ImmutableArray<Observation> Of(Reading reading, IEnumerable<AlertState> states, IReadOnlyCollection<Rule> rules)
    {
        if (reading is not GoodReading good) return [];
        var open = good.Positions.Select(p => p.Id).ToHashSet();
        return [.. states.Where(s => !s.IsEvent && IsOf(good.Subject, s.Subject) && !open.Contains(s.Subject.Position!)).SelectMany(s => Closed(s, good.Block, rules))];
    }

    static bool IsOf(Subject read, AlertSubject alert) =>
        alert.Wallet == read.Wallet && alert.Position?.StartsWith(read.What + "/", StringComparison.Ordinal) == true;

    static IEnumerable<Observation> Closed(AlertState state, BlockRef block, IReadOnlyCollection<Rule> rules) =>
        rules.Where(r => r.Name == state.Key.Rule).Select(rule => new Observation(rule, state.Subject, Truth.NotApplicable, Truth.NotApplicable)
        {
            Block = block,
            Closed = true,
        });
}
