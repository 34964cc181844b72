namespace Watcher.Evm;

/// <summary>What makes two questions the same: kind, contract or account, sender and bytes.</summary>
readonly struct QuestionKey(QuestionKind kind, Address to, byte[] data, Address? from = null) : IEquatable<QuestionKey>
{
    public QuestionKind Kind => kind;
    public Address To => to;
    public byte[] Data => data;
    public Address? From => from;

    public bool Equals(QuestionKey other) =>
        to == other.To && kind == other.Kind && data.AsSpan().SequenceEqual(other.Data) && from == other.From;

    public override bool Equals(object? obj) => obj is QuestionKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(to);
        hash.AddBytes(data);
        return hash.ToHashCode();
    }
}
