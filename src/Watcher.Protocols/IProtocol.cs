using Watcher.Evm;

namespace Watcher.Protocols;

/// <summary>One deployment of one protocol on one chain, read for one wallet at a time.</summary>
public interface IProtocol
{
    /// <summary>The protocol's configured name, as <see cref="ProtocolKind.Name"/>.</summary>
    string Name { get; }

    /// <summary>The deployment's configured name.</summary>
    string Deployment { get; }

    /// <summary>
    /// Everything the wallet has here at that block. All or nothing: an unreadable part fails the reading
    /// (<see cref="ReadFailedException"/>), so that "could not be read" never looks like "has none".
    /// </summary>
    /// <param name="since">The last block already read for events; null = first reading, no events.</param>
    Read<ProtocolReading> Read(PinnedBlock block, Address wallet, ulong? since);
}
