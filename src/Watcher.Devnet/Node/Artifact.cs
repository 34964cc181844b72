using System.Text.Json;

namespace Watcher.Devnet.Node;

/// <summary>A compiled contract: its ABI and its creation code, with gaps where the addresses of its libraries go.</summary>
/// <param name="Name">The contract's name, for messages.</param>
/// <param name="Abi">The functions it offers.</param>
/// <param name="Code">Creation code in hex digits without <c>0x</c>.</param>
/// <param name="Gaps">Library name to the byte offsets of its address.</param>
sealed record Artifact(string Name, ContractAbi Abi, string Code, ILookup<string, int> Gaps)
{
    /// <summary>Reads the output of Hardhat, Truffle or our compiler.</summary>
    public static Artifact Load(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var code = json.RootElement.GetProperty("bytecode").GetString()!;
        return new(
            Path.GetFileNameWithoutExtension(file),
            ContractAbi.Read(json.RootElement.GetProperty("abi")),
            code.StartsWith("0x", StringComparison.Ordinal) ? code[2..] : code,
            LinkReferences(json.RootElement));
    }

    /// <summary>The creation code with the libraries' addresses in its gaps.</summary>
    /// <exception cref="DevnetException">A library is not among them.</exception>
    public byte[] Linked(IReadOnlyDictionary<string, Address> libraries)
    {
        var code = Code.ToCharArray();
        foreach (var gap in Gaps)
        {
            if (!libraries.TryGetValue(gap.Key, out var address)) throw new DevnetException($"{Name} links {gap.Key}, which is not deployed");
            foreach (var offset in gap) Convert.ToHexStringLower(address.ToBytes()).CopyTo(0, code, offset * 2, Address.Length * 2);
        }
        return Convert.FromHexString(code);
    }

    static ILookup<string, int> LinkReferences(JsonElement json)
    {
        var sources = json.TryGetProperty("linkReferences", out var references) ? references.EnumerateObject() : default;
        return sources
            .SelectMany(source => source.Value.EnumerateObject())
            .SelectMany(library => library.Value.EnumerateArray().Select(gap => (library.Name, Offset: gap.GetProperty("start").GetInt32())))
            .ToLookup(gap => gap.Name, gap => gap.Offset);
    }
}
