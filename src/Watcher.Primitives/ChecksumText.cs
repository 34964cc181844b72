using System.Collections.Concurrent;

namespace Watcher.Primitives;

/// <summary>
/// Addresses in the mixed case of EIP-55. Each takes a Keccak-256, and a cycle prints those of its wallets again and again: what was printed
/// lately is remembered.
/// </summary>
static class ChecksumText
{
    const int Most = 5_000;

    static readonly ConcurrentDictionary<Address, string> Known = new();

    public static string Of(Address address)
    {
        if (Known.TryGetValue(address, out var text)) return text;
        if (Known.Count >= Most) Known.Clear();
        return Known[address] = Write(address);
    }

    static string Write(Address address)
    {
        Span<byte> digits = stackalloc byte[40];
        Convert.TryToHexStringLower(address.ToBytes(), digits, out _);
        var hash = Keccak256.Hash(digits);
        Span<char> text = stackalloc char[42];
        "0x".CopyTo(text);
        for (var i = 0; i < digits.Length; i++)
        {
            var nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 0xf;
            text[i + 2] = nibble >= 8 ? char.ToUpperInvariant((char)digits[i]) : (char)digits[i];
        }
        return new string(text);
    }
}
