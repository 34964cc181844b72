using System.Collections.Immutable;

namespace Watcher.Evm.Abi;

/// <summary>
/// Encoding and decoding by <see cref="AbiType"/> known at run time only: constructor arguments, tests. Values are <see cref="BigInteger"/>
/// (any integer when encoding), <see cref="Address"/>, <see cref="bool"/>, <see cref="string"/>, <c>byte[]</c> for <c>bytes</c> and
/// <c>bytesN</c>, and <c>object[]</c> for arrays and tuples.
/// </summary>
public static class AbiCodec
{
    /// <summary>Encodes <paramref name="values"/> as the members of <paramref name="tuple"/>: what follows the selector in call data.</summary>
    /// <exception cref="ArgumentException">A value does not fit its type.</exception>
    public static byte[] Encode(AbiType tuple, params object[] values)
    {
        var writer = new AbiWriter();
        WriteAll(writer, tuple.Parts, values);
        return writer.ToArray();
    }

    /// <summary><see cref="Encode(AbiType, object[])"/> with the type as text: <c>Encode("(address,uint256)", to, amount)</c>.</summary>
    public static byte[] Encode(string tuple, params object[] values) => Encode(AbiType.Parse(tuple), values);

    /// <summary>A whole call: selector and arguments of <c>name(types)</c>.</summary>
    public static byte[] EncodeCall(string signature, params object[] values) =>
        [.. FunctionSelector.Of(signature), .. Encode(signature[signature.IndexOf('(', StringComparison.Ordinal)..], values)];

    /// <summary>Decodes the members of <paramref name="tuple"/>; all of the data must be used.</summary>
    /// <exception cref="AbiException">The data is not what the type says.</exception>
    public static object[] Decode(AbiType tuple, ReadOnlySpan<byte> data)
    {
        var reader = new AbiReader(data);
        var values = ReadAll(ref reader, tuple.Parts);
        reader.End();
        return values;
    }

    public static object[] Decode(string tuple, ReadOnlySpan<byte> data) => Decode(AbiType.Parse(tuple), data);

    static void WriteAll(AbiWriter writer, ImmutableArray<AbiType> types, object[] values)
    {
        if (types.Length != values.Length) throw new ArgumentException($"{values.Length} values for {types.Length} types");
        for (var i = 0; i < types.Length; i++) Write(writer, types[i], values[i]);
    }

    static void Write(AbiWriter writer, AbiType type, object value)
    {
        _ = type.Kind switch
        {
            AbiKind.UInt => writer.UInt(Integer(value), type.Size),
            AbiKind.Int => writer.Int(Integer(value), type.Size),
            AbiKind.Address => writer.Address((Address)value),
            AbiKind.Bool => writer.Bool((bool)value),
            AbiKind.FixedBytes => writer.FixedBytes(Exactly(value, type.Size)),
            AbiKind.Bytes => writer.Bytes((byte[])value),
            AbiKind.Text => writer.String((string)value),
            AbiKind.Array => writer.Array((object[])value, (w, item) => Write(w, type.Parts[0], item)),
            _ when type.IsDynamic => writer.Tuple(w => WriteAll(w, Members(type), (object[])value)),
            _ => WriteInPlace(writer, type, (object[])value),
        };
    }

    static AbiWriter WriteInPlace(AbiWriter writer, AbiType type, object[] values)
    {
        WriteAll(writer, Members(type), values);
        return writer;
    }

    static object[] ReadAll(ref AbiReader reader, ImmutableArray<AbiType> types)
    {
        var values = new object[types.Length];
        for (var i = 0; i < types.Length; i++) values[i] = Read(ref reader, types[i]);
        return values;
    }

    static object Read(ref AbiReader reader, AbiType type) => type.Kind switch
    {
        AbiKind.UInt => reader.UInt(type.Size),
        AbiKind.Int => reader.Int(type.Size),
        AbiKind.Address => reader.Address(),
        AbiKind.Bool => reader.Bool(),
        AbiKind.FixedBytes => reader.FixedBytes(type.Size).ToArray(),
        AbiKind.Bytes => reader.Bytes(),
        AbiKind.Text => reader.String(),
        AbiKind.Array => reader.Array((ref AbiReader r) => Read(ref r, type.Parts[0])).ToArray(),
        _ when type.IsDynamic => reader.Tuple((ref AbiReader r) => ReadAll(ref r, Members(type))),
        _ => ReadAll(ref reader, Members(type)),
    };

    static ImmutableArray<AbiType> Members(AbiType type) =>
        type.Kind == AbiKind.Tuple ? type.Parts : [.. Enumerable.Repeat(type.Parts[0], type.Size)];

    static byte[] Exactly(object value, int length)
    {
        var bytes = value is Hash32 hash ? hash.ToBytes() : (byte[])value;
        return bytes.Length == length ? bytes : throw new ArgumentException($"{bytes.Length} bytes for a bytes{length}");
    }

    static BigInteger Integer(object value) => value switch
    {
        BigInteger big => big,
        int or long or byte or short or sbyte => Convert.ToInt64(value),
        uint or ulong or ushort => Convert.ToUInt64(value),
        _ => throw new ArgumentException($"a {value.GetType().Name} is not an integer"),
    };
}
