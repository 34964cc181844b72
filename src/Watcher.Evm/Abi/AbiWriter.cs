using System.Buffers.Binary;
using System.Text;

namespace Watcher.Evm.Abi;

/// <summary>
/// ABI encoding, value by value in the order of the types. A static tuple or fixed array is written by writing its members; a dynamic one
/// through <see cref="Tuple"/>. A value outside its type's range throws <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
public sealed class AbiWriter
{
    readonly record struct Dynamic(int At, int? Count, AbiWriter Content)
    {
        public int Length => (Count is null ? 0 : AbiReader.Word) + Content.Length;
    }

    byte[] head;
    int headLength;

    /// <summary>Where the values begin, from where offsets count.</summary>
    int start;
    List<Dynamic>? tails;

    /// <param name="capacity">Bytes expected of static values.</param>
    public AbiWriter(int capacity = 128) => head = new byte[capacity];

    /// <summary>Bytes written so far.</summary>
    public int Length => headLength + (tails?.Sum(tail => tail.Length) ?? 0);

    public AbiWriter UInt256(BigInteger value) => UInt(value, 256);

    /// <summary><c>uintN</c>.</summary>
    public AbiWriter UInt(BigInteger value, int bits)
    {
        if (value.Sign < 0 || value.GetBitLength() > bits) throw new ArgumentOutOfRangeException(nameof(value), value, $"is no uint{bits}");
        return Write(value, 0);
    }

    public AbiWriter Int256(BigInteger value) => Int(value, 256);

    /// <summary><c>intN</c>.</summary>
    public AbiWriter Int(BigInteger value, int bits)
    {
        if (value.GetBitLength() > bits - 1) throw new ArgumentOutOfRangeException(nameof(value), value, $"is no int{bits}");
        return Write(value, value.Sign < 0 ? (byte)0xff : (byte)0);
    }

    public AbiWriter Address(Address value)
    {
        value.CopyTo(Grow(AbiReader.Word)[12..]);
        return this;
    }

    public AbiWriter Bool(bool value) => UInt256(value ? 1 : 0);

    public AbiWriter Bytes32(Hash32 value) => FixedBytes(value.ToBytes());

    /// <summary><c>bytesN</c>, 1 to 32 bytes.</summary>
    public AbiWriter FixedBytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Grow(AbiReader.Word));
        return this;
    }

    public AbiWriter Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Tail(value.Length).Grow(value.Length + AbiReader.Padding(value.Length)));
        return this;
    }

    public AbiWriter String(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    /// <summary><c>T[]</c>; <paramref name="element"/> writes one element.</summary>
    public AbiWriter Array<T>(IReadOnlyCollection<T> items, Action<AbiWriter, T> element)
    {
        var tail = Tail(items.Count);
        foreach (var item in items) element(tail, item);
        return this;
    }

    /// <summary>A dynamic tuple: one with a member of dynamic size.</summary>
    public AbiWriter Tuple(Action<AbiWriter> members)
    {
        members(Tail(null));
        return this;
    }

    public byte[] ToArray()
    {
        var all = new byte[Length];
        CopyTo(all);
        return all;
    }

    internal void CopyTo(Span<byte> target)
    {
        head.AsSpan(0, headLength).CopyTo(target);
        var end = headLength;
        if (tails is null) return;
        foreach (var tail in tails)
        {
            Place(target[tail.At..], end - start);
            if (tail.Count is { } count) Place(target[end..], count);
            tail.Content.CopyTo(target[(end + (tail.Count is null ? 0 : AbiReader.Word))..]);
            end += tail.Length;
        }
    }

    /// <summary>Everything so far, lent until the next is written.</summary>
    internal ReadOnlySpan<byte> Written => tails is null ? head.AsSpan(0, headLength) : ToArray();

    /// <summary>Forgets everything so far for the call of a function.</summary>
    internal void Begin(ReadOnlySpan<byte> selector)
    {
        head.AsSpan(0, headLength).Clear();
        selector.CopyTo(head);
        headLength = start = selector.Length;
        tails = null;
    }

    static void Place(Span<byte> word, int value) => BinaryPrimitives.WriteInt32BigEndian(word[28..], value);

    AbiWriter Tail(int? count)
    {
        var content = new AbiWriter();
        (tails ??= []).Add(new(headLength, count, content));
        Grow(AbiReader.Word);
        return content;
    }

    AbiWriter Write(BigInteger value, byte fill)
    {
        var word = Grow(AbiReader.Word);
        var bytes = value.GetByteCount(isUnsigned: fill == 0);
        word[..^bytes].Fill(fill);
        value.TryWriteBytes(word[^bytes..], out _, isUnsigned: fill == 0, isBigEndian: true);
        return this;
    }

    Span<byte> Grow(int bytes)
    {
        if (headLength + bytes > head.Length) System.Array.Resize(ref head, Math.Max(headLength + bytes, 2 * head.Length));
        headLength += bytes;
        return head.AsSpan(headLength - bytes, bytes);
    }
}
