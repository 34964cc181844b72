using System.Collections.Immutable;

namespace Watcher.Protocols;

/// <summary>What a wallet has in a deployment (perhaps nothing), and what happened to it there since the reading before.</summary>
public sealed record ProtocolReading(ImmutableArray<Position> Positions, ImmutableArray<ChainEvent> Events);
