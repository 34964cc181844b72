using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Watcher.Evm.Abi;

/// <summary>Reads one value from where the reader stands.</summary>
public delegate T AbiDecode<out T>(ref AbiReader reader);

/// <summary>
/// Strict decoding of ABI-encoded data, value by value in the order of the types
/// (https://docs.soliditylang.org/en/latest/abi-spec.html). Everything that is not the one proper encoding throws <see cref="AbiException"/>:
/// missing bytes, bits set outside a type's width, offsets and lengths beyond the data. Each byte may be read once only, so that overlapping
/// offsets cannot make a small answer large, and <see cref="End"/> refuses bytes that nothing has read.
/// A static tuple or fixed array is read by reading its members one after the other; a dynamic one through <see cref="Tuple"/>.
/// </summary>
public ref struct AbiReader
{
    internal const int Word = 32;
    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly ReadOnlySpan<byte> data;
    int position;
    int unread;

    public AbiReader(ReadOnlySpan<byte> data)
        : this(data, data.Length)
    {
    }

    AbiReader(ReadOnlySpan<byte> data, int unread)
    {
        this.data = data;
        this.unread = unread;
    }

    public BigInteger UInt256() => new(Take(Word), isUnsigned: true, isBigEndian: true);
    public BigInteger UInt128() => UInt(128);

    /// <summary><c>uintN</c>.</summary>
    public BigInteger UInt(int bits) => new(Unsigned(bits), isUnsigned: true, isBigEndian: true);

    public ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Unsigned(64));
    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Unsigned(32));
    public uint UInt24() => (uint)UInt24(Unsigned(24));
    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Unsigned(16));
    public byte UInt8() => Unsigned(8)[0];

    public BigInteger Int256() => new(Take(Word), isUnsigned: false, isBigEndian: true);

    /// <summary><c>intN</c>.</summary>
    public BigInteger Int(int bits) => new(Signed(bits), isUnsigned: false, isBigEndian: true);

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Signed(64));
    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Signed(32));
    public int Int24() => UInt24(Signed(24)) << 8 >> 8;
    public sbyte Int8() => (sbyte)Signed(8)[0];

    public Address Address() => new(Unsigned(160));

    public bool Bool() => Unsigned(8)[0] switch
    {
        0 => false,
        1 => true,
        var other => throw new AbiException($"{other} is neither true nor false"),
    };

    public Hash32 Bytes32() => new(Take(Word));

    /// <summary><c>bytesN</c>, 1 to 32 bytes.</summary>
    public ReadOnlySpan<byte> FixedBytes(int length)
    {
        var word = Take(Word);
        if (word[length..].ContainsAnyExcept((byte)0)) throw new AbiException($"bits set behind a bytes{length}");
        return word[..length];
    }

    public byte[] Bytes() => BytesView().ToArray();

    /// <summary><c>bytes</c> without a copy.</summary>
    public ReadOnlySpan<byte> BytesView()
    {
        var tail = Tail();
        var length = tail.Count(1);
        var view = tail.Take(length);
        if (tail.Take(Padding(length)).ContainsAnyExcept((byte)0)) throw new AbiException("bits set in the padding of bytes");
        Leave(tail);
        return view;
    }

    public string String()
    {
        try
        {
            return StrictUtf8.GetString(BytesView());
        }
        catch (DecoderFallbackException)
        {
            throw new AbiException("a string is not UTF-8");
        }
    }

    /// <summary><c>T[]</c>.</summary>
    public ImmutableArray<T> Array<T>(AbiDecode<T> element)
    {
        var items = Elements(out var count);
        var array = items.FixedArray(count, element);
        Leave(items);
        return array;
    }

    /// <summary><c>T[k]</c> of static <c>T</c>; of a dynamic <c>T</c> it stands inside a <see cref="Tuple"/>.</summary>
    public ImmutableArray<T> FixedArray<T>(int length, AbiDecode<T> element)
    {
        var items = ImmutableArray.CreateBuilder<T>(length);
        for (var i = 0; i < length; i++) items.Add(element(ref this));
        return items.MoveToImmutable();
    }

    /// <summary>A dynamic tuple: one with a member of dynamic size.</summary>
    public T Tuple<T>(AbiDecode<T> members)
    {
        var tail = Tail();
        var tuple = members(ref tail);
        Leave(tail);
        return tuple;
    }

    /// <summary>Nothing may be left that was not read.</summary>
    public readonly void End()
    {
        if (unread != 0) throw new AbiException($"{unread} bytes too many");
    }

    internal readonly int Unread => unread;

    /// <summary>What reads the elements of a <c>T[]</c>.</summary>
    internal AbiReader Elements(out int count)
    {
        var tail = Tail();
        count = tail.Count(Word);
        return new(tail.data[Word..], tail.unread);
    }

    /// <summary>What reads a value of dynamic size.</summary>
    internal AbiReader Tail()
    {
        var offset = Small("an offset");
        if (offset < position) throw new AbiException("an offset points back");
        return new(data[offset..], unread);
    }

    /// <summary>Goes on behind a value of dynamic size: what it has read, nothing else may read.</summary>
    internal void Leave(AbiReader tail) => unread = tail.unread;

    ReadOnlySpan<byte> Unsigned(int bits)
    {
        var word = Take(Word);
        var lead = Word - bits / 8;
        if (word[..lead].ContainsAnyExcept((byte)0)) throw new AbiException($"a value does not fit {bits} bits");
        return word[lead..];
    }

    ReadOnlySpan<byte> Signed(int bits)
    {
        var word = Take(Word);
        var lead = Word - bits / 8;
        var sign = (byte)((sbyte)word[lead] >> 7);
        if (word[..lead].ContainsAnyExcept(sign)) throw new AbiException($"a value does not fit a signed {bits} bits");
        return word[lead..];
    }

    static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] << 16 | bytes[1] << 8 | bytes[2];

    int Count(int unit)
    {
        var count = Small("a length");
        if (count > Math.Min(unread, data.Length - position) / unit) throw new AbiException("a length is beyond the data");
        return count;
    }

    int Small(string what)
    {
        var word = Take(Word);
        var value = BinaryPrimitives.ReadUInt64BigEndian(word[24..]);
        if (word[..24].ContainsAnyExcept((byte)0) || value > (ulong)data.Length) throw new AbiException($"{what} is beyond the data");
        return (int)value;
    }

    ReadOnlySpan<byte> Take(int length)
    {
        if (length > data.Length - position) throw new AbiException("the data is cut short");
        if (length > unread) throw new AbiException("parts of the data overlap");
        var taken = data.Slice(position, length);
        position += length;
        unread -= length;
        return taken;
    }

    internal static int Padding(int length) => -length & (Word - 1);
}
