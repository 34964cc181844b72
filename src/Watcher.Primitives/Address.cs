using static System.Buffers.Binary.BinaryPrimitives;

namespace Watcher.Primitives;

/// <summary>A 20-byte EVM account address, and no larger in memory: there are many. Prints in the mixed-case checksum form of EIP-55.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(AddressJson))]
public readonly struct Address : IEquatable<Address>, IComparable<Address>
{
    public const int Length = 20;
    readonly uint a, b, c, d, e;

    public Address(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"an address has {Length} bytes, not {bytes.Length}", nameof(bytes));
        (a, b, c, d, e) = (ReadUInt32BigEndian(bytes), ReadUInt32BigEndian(bytes[4..]), ReadUInt32BigEndian(bytes[8..]), ReadUInt32BigEndian(bytes[12..]),
            ReadUInt32BigEndian(bytes[16..]));
    }

    public static Address Zero => default;

    public bool IsZero => this == Zero;

    public void CopyTo(Span<byte> target)
    {
        WriteUInt32BigEndian(target, a);
        WriteUInt32BigEndian(target[4..], b);
        WriteUInt32BigEndian(target[8..], c);
        WriteUInt32BigEndian(target[12..], d);
        WriteUInt32BigEndian(target[16..], e);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Reads <c>0x</c> and 40 hex digits. Mixed case must carry a right EIP-55 checksum; all-lower and all-upper carry none.</summary>
    /// <exception cref="FormatException">Not an address, or its checksum is wrong.</exception>
    public static Address Parse(string text) =>
        TryParse(text, out var address, out var problem) ? address : throw new FormatException(problem);

    public static bool TryParse(string? text, out Address address) => TryParse(text, out address, out _);

    /// <summary>As <see cref="Parse"/>; <paramref name="problem"/> says what is wrong, for the person who typed it.</summary>
    public static bool TryParse(string? text, out Address address, out string? problem)
    {
        address = default;
        if (text is null || text.Length != 42 || !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || !Hex.TryDecode(text, out var bytes))
        {
            problem = $"'{text}' is not an address (0x and 40 hex digits)";
            return false;
        }
        address = new Address(bytes);
        var digits = text.AsSpan(2);
        var mixed = digits.ContainsAnyInRange('a', 'f') && digits.ContainsAnyInRange('A', 'F');
        if (mixed && !digits.SequenceEqual(address.ToString().AsSpan(2)))
        {
            problem = $"'{text}' has a wrong checksum: a digit or its case is mistyped (EIP-55 form would be {address})";
            address = default;
            return false;
        }
        problem = null;
        return true;
    }

    public override string ToString() => ChecksumText.Of(this);

    public bool Equals(Address other) => a == other.a && b == other.b && c == other.c && d == other.d && e == other.e;
    public override bool Equals(object? obj) => obj is Address other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(a, b, c, d, e);
    public int CompareTo(Address other) => (a, b, c, d, e).CompareTo((other.a, other.b, other.c, other.d, other.e));
    public static bool operator ==(Address left, Address right) => left.Equals(right);
    public static bool operator !=(Address left, Address right) => !left.Equals(right);
    public static bool operator <(Address left, Address right) => left.CompareTo(right) < 0;
    public static bool operator >(Address left, Address right) => left.CompareTo(right) > 0;
    public static bool operator <=(Address left, Address right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Address left, Address right) => left.CompareTo(right) >= 0;
}
