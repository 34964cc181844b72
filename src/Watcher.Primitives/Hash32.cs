namespace Watcher.Primitives;

/// <summary>32 bytes: a block hash, a transaction hash, an event topic.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(Hash32Json))]
public readonly struct Hash32 : IEquatable<Hash32>
{
    public const int Length = 32;
    readonly UInt128 high, low;

    public Hash32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"a hash has {Length} bytes, not {bytes.Length}", nameof(bytes));
        high = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        low = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), low);
        return bytes;
    }

    /// <exception cref="FormatException">Not <c>0x</c> and 64 hex digits.</exception>
    public static Hash32 Parse(string text) =>
        text is { Length: 66 } && Hex.TryDecode(text, out var bytes) ? new Hash32(bytes) : throw new FormatException($"'{text}' is not a 32-byte hash");

    /// <summary>Lower-case hex with <c>0x</c>.</summary>
    public override string ToString() => Hex.Encode(ToBytes());

    public bool Equals(Hash32 other) => high == other.high && low == other.low;
    public override bool Equals(object? obj) => obj is Hash32 other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(high, low);
    public static bool operator ==(Hash32 left, Hash32 right) => left.Equals(right);
    public static bool operator !=(Hash32 left, Hash32 right) => !left.Equals(right);
}
