using System.Collections.Immutable;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>Finds the alerts whose position was read well and is no more: repaid, withdrawn, burnt.</summary>
public static class ClosedPositions
{
    /// <param name="readings">Of one cycle; an unreadable one closes nothing.</param>
    public static ImmutableArray<Observation> Of(
        IEnumerable<Reading> readings, IEnumerable<AlertState> states, IReadOnlyCollection<Rule> rules)
    {
        var byWallet = states.Where(s => s is { IsEvent: false, Subject.Position: not null }).ToLookup(s => s.Subject.Wallet);
        return
        [
            .. from good in readings.OfType<GoodReading>()
               from state in byWallet[good.Subject.Wallet]
               where IsGone(state.Subject.Position!, good)
               from rule in rules
               where rule.Name == state.Key.Rule
               select Closed(rule, state.Subject, good.Block),
        ];
    }

    static bool IsGone(string position, GoodReading reading) =>
        position.StartsWith(reading.Subject.What + "/", StringComparison.Ordinal) && !reading.Positions.Any(p => p.Id == position);

    static Observation Closed(Rule rule, AlertSubject subject, BlockRef block) =>
        new(rule, subject, Truth.NotApplicable, Truth.NotApplicable) { Block = block, Closed = true };
}
