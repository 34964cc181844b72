using System.Collections.Immutable;

namespace Watcher.Planning;

/// <summary>What a chain's endpoints may be asked in a day, and how old the newest reading of a wallet may get.</summary>
/// <param name="CallsPerDay">JSON-RPC requests to one endpoint in 24 hours, each in a batch counted.</param>
/// <param name="MaxUnread">The longest a wallet may go unread: it is kept whatever it costs, for a watcher that goes blind is worse than one that overdraws.</param>
/// <param name="ByHost">Other numbers of calls for some hosts.</param>
public sealed record CallBudget(long CallsPerDay, TimeSpan MaxUnread, ImmutableDictionary<string, long> ByHost)
{
    /// <summary>What a cycle costs where none was measured yet: a header, the rounds of the deepest protocol, and now and then a look around.</summary>
    public const int UsualCost = 8;

    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="endpoint"><c>host#index</c>.</param>
    public long CallsOf(string endpoint) => ByHost.GetValueOrDefault(endpoint[..endpoint.LastIndexOf('#')], CallsPerDay);

    /// <summary>The calls in a day that it takes to keep <see cref="MaxUnread"/> and no more.</summary>
    public long Least(long callsPerCycle = UsualCost) => (long)Math.Ceiling(callsPerCycle * (Day / MaxUnread));
}
