using Watcher.Evm.Abi;

namespace Watcher.Tests.Evm.Abi;

/// <summary>Types and values of the ABI by chance, the same ones for the same seed.</summary>
sealed class RandomAbi(int seed)
{
    readonly Random random = new(seed);

    public AbiType Tuple(int depth = 3) => AbiType.Tuple([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Type(depth))]);

    public object[] Values(AbiType tuple) => [.. tuple.Parts.Select(Value)];

    public byte[] Mutated(byte[] data)
    {
        var mutated = random.Next(3) == 0 ? data[..random.Next(data.Length + 1)] : [.. data];
        for (var i = random.Next(1, 6); i > 0 && mutated.Length > 0; i--)
            mutated[random.Next(mutated.Length)] = random.Next(3) switch { 0 => 0xff, 1 => 0x20, _ => (byte)random.Next(256) };
        return mutated;
    }

    AbiType Type(int depth) => random.Next(depth > 0 ? 10 : 7) switch
    {
        0 => AbiType.Parse($"uint{8 * random.Next(1, 33)}"),
        1 => AbiType.Parse($"int{8 * random.Next(1, 33)}"),
        2 => AbiType.Parse("address"),
        3 => AbiType.Parse("bool"),
        4 => AbiType.Parse($"bytes{random.Next(1, 33)}"),
        5 => AbiType.Parse("bytes"),
        6 => AbiType.Parse("string"),
        7 => AbiType.Array(Type(depth - 1)),
        8 => AbiType.Array(Type(depth - 1), random.Next(1, 4)),
        _ => Tuple(depth - 1),
    };

    object Value(AbiType type) => type.Kind switch
    {
        AbiKind.UInt => new BigInteger(Bytes(type.Size / 8), isUnsigned: true),
        AbiKind.Int => new BigInteger(Bytes(type.Size / 8)),
        AbiKind.Address => new Address(Bytes(20)),
        AbiKind.Bool => random.Next(2) == 0,
        AbiKind.FixedBytes => Bytes(type.Size),
        AbiKind.Bytes => Bytes(random.Next(80)),
        AbiKind.Text => string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(1, 0x800))),
        AbiKind.Array => Enumerable.Range(0, random.Next(4)).Select(_ => Value(type.Parts[0])).ToArray(),
        AbiKind.FixedArray => Enumerable.Range(0, type.Size).Select(_ => Value(type.Parts[0])).ToArray(),
        _ => Values(type),
    };

    byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
