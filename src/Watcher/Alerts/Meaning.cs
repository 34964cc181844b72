using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>What an observation means to an alert that stands where it does.</summary>
enum Meaning
{
    /// <summary>Not enough could be read to tell.</summary>
    Unknown,
    /// <summary>The condition to fire holds.</summary>
    Holds,
    /// <summary>It does not, and the condition to clear does.</summary>
    Clears,
    /// <summary>Neither: between the two thresholds, or the rule does not apply.</summary>
    Between,
    /// <summary>The position is no more.</summary>
    Closed,
}

static class Meanings
{
    /// <summary>What fires only needs <c>When</c>; what is to resolve needs both answers, for it may be <c>When</c> that holds.</summary>
    internal static Meaning Of(Observation seen, AlertPhase phase)
    {
        if (seen.Closed) return Meaning.Closed;
        if (seen.When == Truth.True) return Meaning.Holds;
        if (seen.When == Truth.Unknown || (phase == AlertPhase.Firing && seen.Clear == Truth.Unknown)) return Meaning.Unknown;
        return seen.Clear == Truth.True ? Meaning.Clears : Meaning.Between;
    }
}
