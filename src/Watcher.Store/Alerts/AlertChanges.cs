using System.Collections.Immutable;
using Watcher.Alerts;

namespace Watcher.Store;

/// <summary>What a cycle or a tick of the clock did to alerts, with the messages that tell of it.</summary>
/// <param name="States">The alerts that changed, as they stand now.</param>
public sealed record AlertChanges(ImmutableArray<AlertState> States, ImmutableArray<AlertTransition> Transitions, ImmutableArray<OutboxMessage> Outbox)
{
    public static AlertChanges None { get; } = new([], [], []);
}
