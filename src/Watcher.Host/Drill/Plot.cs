using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Rules;

namespace Watcher.Host.Drill;

/// <summary>What the drill supposes: the move of the market that breaches a rule for one wallet or portfolio, and what the rules then say of it.</summary>
/// <param name="Rule">The one to fire; others may fire along with it.</param>
/// <param name="Victim">What it fires on first.</param>
/// <param name="Crash">The move of the market.</param>
/// <param name="Deeper">One that goes on until it has to be told again; null where the rule never tells worsening, or no move does it.</param>
sealed record Plot(Rule Rule, AlertSubject Victim, MarketMove Crash, MarketMove? Deeper)
{
    /// <summary>The smallest move, or the given one, that fires the severest rule that can be fired; null where none can.</summary>
    /// <param name="given">Null = to be searched for.</param>
    public static Plot? Find(Stage stage, IEnumerable<Rule> rules, MarketMove? given) =>
        rules.OrderByDescending(rule => rule.Severity).Select(rule => Of(stage, rule, given)).FirstOrDefault(plot => plot is not null);

    static Plot? Of(Stage stage, Rule rule, MarketMove? given)
    {
        Observation? Breach(MarketMove move) => stage.Under(move, rule).FirstOrDefault(seen => seen is { When: Truth.True, Block: not null });
        var crash = given ?? MoveSearch.Smallest(stage.Assets, move => Breach(move) is not null);
        return crash is not null && Breach(crash) is { } breach ? new(rule, breach.Subject, crash, Worse(stage, breach, crash)) : null;
    }

    /// <summary>As the machine itself judges it.</summary>
    static MarketMove? Worse(Stage stage, Observation breach, MarketMove crash)
    {
        if (breach.Rule.Worsen is null) return null;
        var play = new Play([breach], DateTimeOffset.UnixEpoch);
        play.Breach([breach]);
        return MoveSearch.Beyond(crash, move => play.WouldTell([.. stage.Under(move, breach.Rule)], NotificationReason.Worsened));
    }

    /// <summary>Whether a subject is the victim's: the same wallet on the same chain, or the same portfolio.</summary>
    public bool IsVictims(AlertSubject subject) =>
        subject.Wallet == Victim.Wallet && subject.Chain == Victim.Chain && (Victim.Wallet is not null || subject.Key == Victim.Key);

    /// <summary>What the rules say of the victim, of those that the crash breaches.</summary>
    public ImmutableArray<Observation> Cast(Stage stage, ImmutableArray<Rule> rules) =>
        [.. stage.Under(Crash, rules).Where(seen => seen is { When: Truth.True, Block: not null } && IsVictims(seen.Subject))];
}
