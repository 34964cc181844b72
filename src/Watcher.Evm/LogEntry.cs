using System.Collections.Immutable;

namespace Watcher.Evm;

/// <summary>One event in a transaction's log.</summary>
public sealed record LogEntry(Address Address, ImmutableArray<Hash32> Topics, ReadOnlyMemory<byte> Data, ulong BlockNumber, Hash32 BlockHash,
    Hash32 TransactionHash, int LogIndex);

/// <summary>Which events: of any of the addresses (none = of all), and with the given topics; a null topic matches all. Equal by content.</summary>
public sealed record LogFilter(ImmutableArray<Address> Addresses, ImmutableArray<Hash32?> Topics)
{
    public bool Equals(LogFilter? other) => other is not null && Addresses.SequenceEqual(other.Addresses) && Topics.SequenceEqual(other.Topics);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var address in Addresses) hash.Add(address);
        foreach (var topic in Topics) hash.Add(topic);
        return hash.ToHashCode();
    }
}
