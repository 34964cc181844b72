using System.Collections.Immutable;
using System.Text.Json;

namespace Watcher.Evm.Abi;

/// <summary>What an <see cref="AbiType"/> is.</summary>
public enum AbiKind
{
    UInt,
    Int,
    Address,
    Bool,
    FixedBytes,
    Bytes,
    Text,
    Array,
    FixedArray,
    Tuple,
}

/// <summary>
/// A type of the Solidity ABI, read from its canonical text (<c>(uint112,bytes[])[3]</c>) or from an element of an ABI's JSON. Prints
/// canonically, as in signatures.
/// </summary>
public sealed class AbiType
{
    readonly string text;

    AbiType(AbiKind kind, string text, int size = 0, params ImmutableArray<AbiType> parts)
    {
        (Kind, Size, Parts, this.text) = (kind, size, parts, text);
        IsDynamic = kind is AbiKind.Bytes or AbiKind.Text or AbiKind.Array || parts.Any(p => p.IsDynamic);
        Width = IsDynamic ? AbiReader.Word : kind switch
        {
            AbiKind.Tuple => parts.Sum(p => p.Width),
            AbiKind.FixedArray => checked(size * parts[0].Width),
            _ => AbiReader.Word,
        };
    }

    public AbiKind Kind { get; }

    /// <summary>Bits of a number, bytes of <c>bytesN</c>, elements of a fixed array.</summary>
    public int Size { get; }

    /// <summary>A tuple's members, or an array's one element type.</summary>
    public ImmutableArray<AbiType> Parts { get; }

    public bool IsDynamic { get; }

    /// <summary>Bytes that it takes where it stands: itself, or its offset.</summary>
    internal int Width { get; }

    public static AbiType Array(AbiType element) => new(AbiKind.Array, $"{element}[]", 0, element);
    public static AbiType Array(AbiType element, int length) => length > 0
        ? new(AbiKind.FixedArray, $"{element}[{length}]", length, element)
        : throw new FormatException("an array of no elements is no ABI type");
    public static AbiType Tuple(params ImmutableArray<AbiType> members) => new(AbiKind.Tuple, $"({string.Join(',', members)})", 0, members);

    /// <exception cref="FormatException">Not an ABI type.</exception>
    public static AbiType Parse(string text)
    {
        var rest = text.AsSpan();
        var type = Next(ref rest);
        return rest.IsEmpty ? type : throw new FormatException($"'{text}' is not an ABI type");
    }

    /// <summary>One <c>inputs</c>, <c>outputs</c> or <c>components</c> element of an ABI's JSON.</summary>
    /// <exception cref="FormatException">Not an ABI type.</exception>
    public static AbiType FromJson(JsonElement element)
    {
        var name = element.GetProperty("type").GetString() ?? "";
        return name.StartsWith("tuple", StringComparison.Ordinal)
            ? Parse(TupleFromJson(element.GetProperty("components")).ToString() + name["tuple".Length..])
            : Parse(name);
    }

    /// <summary>The tuple of an <c>inputs</c>, <c>outputs</c> or <c>components</c> list.</summary>
    public static AbiType TupleFromJson(JsonElement list) => Tuple([.. list.EnumerateArray().Select(FromJson)]);

    public override string ToString() => text;

    static AbiType Next(ref ReadOnlySpan<char> rest)
    {
        var type = rest.StartsWith('(') ? NextTuple(ref rest) : NextName(ref rest);
        while (rest.StartsWith('['))
        {
            var end = rest.IndexOf(']');
            if (end < 0) throw new FormatException("an array type has no ']'");
            var length = rest[1..end];
            type = length.IsEmpty ? Array(type) : Array(type, Number(length));
            rest = rest[(end + 1)..];
        }
        return type;
    }

    static AbiType NextTuple(ref ReadOnlySpan<char> rest)
    {
        var members = ImmutableArray.CreateBuilder<AbiType>();
        rest = rest[1..];
        while (!rest.StartsWith(')'))
        {
            members.Add(Next(ref rest));
            if (rest.StartsWith(',') && !rest.StartsWith(",)")) rest = rest[1..];
            else if (!rest.StartsWith(')')) throw new FormatException("a tuple type has no ')'");
        }
        rest = rest[1..];
        return Tuple(members.ToImmutable());
    }

    static AbiType NextName(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(",)[");
        var name = end < 0 ? rest : rest[..end];
        rest = rest[name.Length..];
        return Elementary(name);
    }

    static AbiType Elementary(ReadOnlySpan<char> name) => name switch
    {
        "address" => new(AbiKind.Address, "address"),
        "bool" => new(AbiKind.Bool, "bool"),
        "bytes" => new(AbiKind.Bytes, "bytes"),
        "string" => new(AbiKind.Text, "string"),
        "uint" => Sized(AbiKind.UInt, "uint256", 256),
        "int" => Sized(AbiKind.Int, "int256", 256),
        _ when name.StartsWith("uint") => Sized(AbiKind.UInt, name, Number(name[4..])),
        _ when name.StartsWith("int") => Sized(AbiKind.Int, name, Number(name[3..])),
        _ when name.StartsWith("bytes") => Sized(AbiKind.FixedBytes, name, Number(name[5..])),
        _ => throw new FormatException($"'{name}' is not an ABI type"),
    };

    static AbiType Sized(AbiKind kind, ReadOnlySpan<char> name, int size)
    {
        var right = kind == AbiKind.FixedBytes ? size is > 0 and <= 32 : size is > 0 and <= 256 && size % 8 == 0;
        return right ? new(kind, name.ToString(), size) : throw new FormatException($"'{name}' is not an ABI type");
    }

    static int Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, System.Globalization.NumberStyles.None, null, out var number) ? number : throw new FormatException($"'{digits}' is not a size");
}
