using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Watcher.Evm;

/// <summary>What makes two questions the same: kind, contract or account, sender and bytes.</summary>
readonly struct QuestionKey(QuestionKind kind, Address to, byte[] data, Address? from = null) : IEquatable<QuestionKey>
{
    /// <summary>Boxed: next to no call has one, and there are tens of thousands of keys.</summary>
    readonly object? sender = from;

    /// <summary>The runtime's seeded hash of texts, which is quick and cannot be steered from outside. Made once: a key is looked for several times.</summary>
    readonly int hash = HashCode.Combine(to, string.GetHashCode(MemoryMarshal.Cast<byte, char>(data)));

    public QuestionKind Kind => kind;
    public Address To => to;
    public byte[] Data => data;
    public Address? From => (Address?)sender;

    public bool Equals(QuestionKey other) =>
        hash == other.hash && to == other.To && kind == other.Kind && data.AsSpan().SequenceEqual(other.Data) && From == other.From;

    public override bool Equals(object? obj) => obj is QuestionKey other && Equals(other);

    public override int GetHashCode() => hash;
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
