namespace Watcher.Rules;

/// <summary>The words a rule may use besides the metrics; selectors are checked against the lists that are given.</summary>
public sealed record RuleVocabulary
{
    /// <summary>The events a rule may wait for: <c>When: "liquidated"</c>.</summary>
    public IReadOnlyCollection<string> Events { get; init; } = ["liquidated"];

    /// <summary>The assets a rule may name; null = not checked.</summary>
    public AssetBook? Assets { get; init; }

    /// <summary>Labels and addresses of wallets, and labels of portfolios; null = anything goes, as for the lists below.</summary>
    public IReadOnlyCollection<string>? Wallets { get; init; }
    public IReadOnlyCollection<string>? Chains { get; init; }
    public IReadOnlyCollection<string>? Protocols { get; init; }
    public IReadOnlyCollection<string>? Channels { get; init; }
}
