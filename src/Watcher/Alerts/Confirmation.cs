using System.Collections.Immutable;

namespace Watcher.Alerts;

/// <summary>What a second endpoint made of what one endpoint told.</summary>
public enum Verdict
{
    /// <summary>It tells the same of the same block.</summary>
    Confirmed,
    /// <summary>No second endpoint answered in time, or neither of the two could read it.</summary>
    Unconfirmed,
    /// <summary>It tells something else; the worse of the two counts.</summary>
    Disputed,
}

/// <summary>The second opinion on an alert.</summary>
/// <param name="Endpoints">Who told, as <c>host#index</c>: those that had part in the first reading, then the one that was asked besides.</param>
/// <param name="Why">Who says what, or why nobody answered; null where it is confirmed.</param>
public sealed record Confirmation(Verdict Verdict, ImmutableArray<string> Endpoints, string? Why)
{
    /// <summary>Whose endpoints they are where the alert is of several chains; null where it is of one.</summary>
    public string? Chain { get; init; }

    public bool IsDisputed => Verdict == Verdict.Disputed;
}
