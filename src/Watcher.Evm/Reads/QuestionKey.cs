using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Watcher.Evm;

/// <summary>
/// What makes two questions the same: kind, contract or account, sender and call data, written one behind the other as there are tens of thousands
/// of keys. Their hash stands ahead of them: a key is looked for several times.
/// </summary>
readonly struct QuestionKey : IEquatable<QuestionKey>
{
    const int KindAt = sizeof(int), AddressesAt = KindAt + 1, ToAt = AddressesAt + 1, FromAt = ToAt + Address.Length;

    readonly ArraySegment<byte> bytes;

    /// <param name="room">Of <see cref="Size"/> bytes: where the key is written.</param>
    /// <param name="kind">How it is asked.</param>
    /// <param name="to">Contract or account.</param>
    /// <param name="data">Call data.</param>
    /// <param name="from">Sender, of the few calls that have one.</param>
    public QuestionKey(ArraySegment<byte> room, QuestionKind kind, Address to, ReadOnlySpan<byte> data, Address? from = null)
    {
        bytes = room;
        var span = room.AsSpan();
        span[KindAt] = (byte)kind;
        span[AddressesAt] = Addresses(from);
        to.CopyTo(span[ToAt..]);
        from?.CopyTo(span[FromAt..]);
        data.CopyTo(span[DataAt..]);
        MemoryMarshal.Write(span, HashOf(span[KindAt..]));
    }

    public QuestionKey(QuestionKind kind, Address to, ReadOnlySpan<byte> data, Address? from = null)
        : this(new byte[Size(data, from)], kind, to, data, from)
    {
    }

    QuestionKey(byte[] bytes) => this.bytes = bytes;

    public QuestionKind Kind => (QuestionKind)bytes[KindAt];

    public Address To => new(bytes.AsSpan(ToAt, Address.Length));

    public Address? From => bytes[AddressesAt] > 1 ? new(bytes.AsSpan(FromAt, Address.Length)) : null;

    public ReadOnlySpan<byte> Data => bytes.AsSpan(DataAt);

    public int Length => bytes.Count;

    int DataAt => ToAt + bytes[AddressesAt] * Address.Length;

    /// <summary>Bytes of a key.</summary>
    public static int Size(ReadOnlySpan<byte> data, Address? from) => ToAt + Addresses(from) * Address.Length + data.Length;

    /// <summary>In memory of its own, for who keeps it longer than the block is held.</summary>
    public QuestionKey Copy() => new(bytes.ToArray());

    public bool Equals(QuestionKey other) => bytes.AsSpan().SequenceEqual(other.bytes);

    public override bool Equals(object? obj) => obj is QuestionKey other && Equals(other);

    public override int GetHashCode() => MemoryMarshal.Read<int>(bytes);

    static byte Addresses(Address? from) => (byte)(from is null ? 1 : 2);

    /// <summary>The runtime's seeded hash of texts, which is quick and cannot be steered from outside.</summary>
    static int HashOf(ReadOnlySpan<byte> bytes) => string.GetHashCode(MemoryMarshal.Cast<byte, char>(bytes));
}

/// <summary>Finds questions by their keys, so that a set of questions need not hold the keys once more.</summary>
sealed class QuestionsByKey : IEqualityComparer<Question>, IAlternateEqualityComparer<QuestionKey, Question>
{
    public bool Equals(Question? x, Question? y) => x is null ? y is null : y is not null && x.Key.Equals(y.Key);

    public int GetHashCode([DisallowNull] Question obj) => obj.Key.GetHashCode();

    public bool Equals(QuestionKey alternate, Question other) => alternate.Equals(other.Key);

    public int GetHashCode(QuestionKey alternate) => alternate.GetHashCode();

    public Question Create(QuestionKey alternate) => new(alternate);
}
