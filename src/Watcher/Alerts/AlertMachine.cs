using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>
/// The life of an alert as a pure function; docs/alerts.md has every transition with its test. <c>For</c> and <c>KeepFiring</c> run on block
/// time, everything else on the wall clock. Blocks are told apart by hash alone: numbers and times may fall after a reorganisation.
/// </summary>
public static class AlertMachine
{
    /// <summary>Takes in what a cycle says. What was read well last, seen again, is no news, but that it can be read again.</summary>
    /// <param name="said">What people have said of this alert.</param>
    /// <param name="now">The wall clock.</param>
    public static StepResult Step(AlertState state, Observation seen, Said said, DateTimeOffset now)
    {
        if (seen.Event is not null) return state.IsEvent ? StepResult.Unchanged(state) : Occur(state, seen, said, now);
        var meaning = Meanings.Of(seen, state.Phase);
        var again = seen.Reading is { } reading && reading == state.LastReading;
        if (again && (meaning == Meaning.Unknown || state.UnknownSince is null)) return StepResult.Unchanged(state);
        if (IsQuiet(state, seen) && meaning is not (Meaning.Holds or Meaning.Unknown))
            return StepResult.Unchanged(state with { LastGood = seen.Block, LastReading = seen.Reading });

        var step = new AlertStep(state, said, now);
        step.Follow(seen.Rule);
        if (meaning == Meaning.Unknown) step.Miss(seen);
        else Take(step, meaning, seen);
        step.Due(seen.Rule);
        return step.Result();
    }

    /// <summary>Lets time pass without a reading: reminders, escalation, the end of a silence. Lasting UNKNOWN is told by <see cref="Outages"/>.</summary>
    public static StepResult Tick(Rule rule, AlertState state, Said said, DateTimeOffset now)
    {
        if (state.Outage is not null) return StepResult.Unchanged(state);
        var step = new AlertStep(state, said, now);
        step.KeepTime();
        step.Follow(rule);
        step.Due(rule);
        return step.Result();
    }

    /// <summary>Ends the watch over a subject: rule removed or edited, wallet watched no more. An event is history and stays; one still
    /// held back by a silence is told now, for nothing would tell it later.</summary>
    /// <param name="why">A sentence for people: <c>the rule was removed</c>.</param>
    public static StepResult End(AlertState state, string why, DateTimeOffset now)
    {
        if (state.Outage is not null) return Outages.End(state, why, now);
        var step = new AlertStep(state, Said.Nothing, now);
        if (state.IsEvent) step.Report();
        else step.End(why);
        return step.Result();
    }

    /// <summary>Nothing was ever the matter, and nobody else was asked: so it is with most subjects in most cycles.</summary>
    static bool IsQuiet(AlertState state, Observation seen) =>
        state is { Id: null, Confirmation: null } && seen.Confirmation is null && state.Subject == seen.Subject;

    static StepResult Occur(AlertState state, Observation seen, Said said, DateTimeOffset now)
    {
        var step = new AlertStep(state, said, now);
        step.Occur(seen);
        return step.Result();
    }

    static void Take(AlertStep step, Meaning meaning, Observation seen)
    {
        step.Recover();
        step.Remember(seen);
        switch (step.Phase)
        {
            case AlertPhase.Firing when meaning == Meaning.Closed:
                step.Resolve(seen);
                break;
            case AlertPhase.Firing when meaning == Meaning.Clears:
                step.Clear(seen);
                break;
            case AlertPhase.Firing:
                step.KeepFiring(seen);
                break;
            case AlertPhase.Pending when meaning != Meaning.Holds:
                step.CalmDown(seen);
                break;
            case AlertPhase.Pending:
                step.KeepPending(seen);
                break;
            default:
                if (meaning == Meaning.Holds) step.Begin(seen);
                break;
        }
    }
}
