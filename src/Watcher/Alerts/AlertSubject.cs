namespace Watcher.Alerts;

/// <summary>What an alert is about. What does not apply is absent: a portfolio has no wallet and no chain, a wallet no position.</summary>
/// <param name="Key">A position's id, <c>chain/wallet</c>, a portfolio's label, a chain's name, <c>channel/NAME</c>; for an event, <c>#</c> and its id follow.</param>
public sealed record AlertSubject(string Key)
{
    public Address? Wallet { get; init; }
    /// <summary>Of the wallet or the portfolio.</summary>
    public string? Label { get; init; }
    public string? Chain { get; init; }
    public string? Protocol { get; init; }
    public string? Position { get; init; }
    /// <summary>The notification channel, where it is about one.</summary>
    public string? Channel { get; init; }
    /// <summary>The chain's endpoint, where it is about one: <c>host#index</c>.</summary>
    public string? Endpoint { get; init; }
    /// <summary>The asset whose price feed it is about.</summary>
    public string? Feed { get; init; }
}
