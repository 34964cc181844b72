using System.Collections.Concurrent;

namespace Watcher.Evm.Abi;

/// <summary>The first four bytes of a function signature's Keccak-256: how a contract knows which function is called.</summary>
public static class FunctionSelector
{
    static readonly ConcurrentDictionary<string, byte[]> Known = new();

    public static ReadOnlySpan<byte> Of(string signature) => Known.GetOrAdd(signature, static s => Keccak256.Hash(s)[..4]);
}
