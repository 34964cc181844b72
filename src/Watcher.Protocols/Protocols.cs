using System.Collections.Immutable;
using Watcher.Protocols.AaveV3;

namespace Watcher.Protocols;

/// <summary>Every protocol Watcher reads, a line each.</summary>
public static class Protocols
{
    public static ImmutableArray<ProtocolKind> All { get; } =
    [
        AaveV3Protocol.Kind,
    ];
}
