using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Watcher.Evm;

/// <summary>
/// What makes two questions the same: kind, contract or account, sender and call data, written one behind the other as there are tens of thousands
/// of keys. Their hash stands ahead of them: a key is looked for several times.
/// </summary>
readonly struct QuestionKey : IEquatable<QuestionKey>
{
    const int Hash = sizeof(int), Head = Hash + 2;

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
        (span[Hash], span[Hash + 1]) = ((byte)kind, (byte)(from is null ? 1 : 2));
        to.CopyTo(span[Head..]);
        from?.CopyTo(span[(Head + Address.Length)..]);
        data.CopyTo(span[DataAt..]);
        MemoryMarshal.Write(span, HashOf(span[Hash..]));
    }

    public QuestionKey(QuestionKind kind, Address to, ReadOnlySpan<byte> data, Address? from = null)
        : this(new byte[Size(data, from)], kind, to, data, from)
    {
    }

    QuestionKey(byte[] bytes) => this.bytes = bytes;

    public QuestionKind Kind => (QuestionKind)bytes[Hash];

    public Address To => new(bytes.AsSpan(Head, Address.Length));

    public Address? From => bytes[Hash + 1] == 1 ? null : new(bytes.AsSpan(Head + Address.Length, Address.Length));

    public ReadOnlyMemory<byte> Data => bytes.AsMemory(DataAt);

    public int Length => bytes.Count;

    int DataAt => Head + bytes[Hash + 1] * Address.Length;

    /// <summary>Bytes of a key.</summary>
    public static int Size(ReadOnlySpan<byte> data, Address? from) => Head + (from is null ? 1 : 2) * Address.Length + data.Length;

    /// <summary>In memory of its own, for who keeps it longer than the block is held.</summary>
    public QuestionKey Copy() => new(bytes.ToArray());

    public bool Equals(QuestionKey other) => bytes.AsSpan().SequenceEqual(other.bytes);

    public override bool Equals(object? obj) => obj is QuestionKey other && Equals(other);

    public override int GetHashCode() => MemoryMarshal.Read<int>(bytes);

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
