using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>
/// Somebody's word that some alerts are to be kept quiet until a time. What it does not name it takes all of; but never the watcher's alerts
/// on itself unless it names their rule, and never UNKNOWN unless it says so.
/// </summary>
/// <param name="Id">0 until it is stored.</param>
/// <param name="Created">On the wall clock, as are the other two times.</param>
public sealed record Silence(long Id, DateTimeOffset Created, DateTimeOffset Until)
{
    public string? Rule { get; init; }
    /// <summary>The key of one subject: with the rule, one alert through all its lives.</summary>
    public string? Subject { get; init; }
    /// <summary>A wallet's address, or the label of a portfolio.</summary>
    public string? Wallet { get; init; }
    public string? Protocol { get; init; }
    public string? Chain { get; init; }

    /// <summary>Holds back UNKNOWN too.</summary>
    public bool Unknown { get; init; }
    public string? Note { get; init; }

    /// <summary>When somebody ended it before its time.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>It names nothing at all.</summary>
    public bool TakesEverything => Rule is null && Subject is null && Wallet is null && Protocol is null && Chain is null;

    public bool IsActive(DateTimeOffset now) => Ended is null && now < Until;

    public bool Covers(AlertKey key, AlertSubject subject) =>
        (Rule is null ? !BuiltInRules.Has(key.Rule) : Same(Rule, key.Rule))
        && (Subject is null || Subject == key.Subject)
        && (Wallet is null || Same(Wallet, subject.Wallet?.ToString() ?? subject.Label))
        && (Protocol is null || Same(Protocol, subject.Protocol))
        && (Chain is null || Same(Chain, subject.Chain));

    static bool Same(string word, string? other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);
}
