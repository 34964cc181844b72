using System.Collections.Immutable;
using System.Text.Json;
using Watcher.Evm.Abi;

namespace Watcher.Tests.House;

/// <summary>A function or event of a file under <c>abis/</c>; an event has no outputs.</summary>
public sealed record AbiEntry(string Folder, string File, string Signature, AbiType? Outputs)
{
    public static ImmutableArray<AbiEntry> LoadAll() =>
        [.. Directory.GetFiles(Checkout.PathOf("abis"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Load)];

    public override string ToString() => $"abis/{Folder}/{File}: {Signature}";

    static IEnumerable<AbiEntry> Load(string path)
    {
        using var abi = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
        var folder = new FileInfo(path).Directory!.Name;
        return abi.RootElement.EnumerateArray().Select(entry => Entry(folder, System.IO.Path.GetFileName(path), entry)).ToList();
    }

    static AbiEntry Entry(string folder, string file, JsonElement entry) => new(folder, file,
        entry.GetProperty("name").GetString() + AbiType.TupleFromJson(entry.GetProperty("inputs")),
        entry.GetProperty("type").GetString() == "function" ? AbiType.TupleFromJson(entry.GetProperty("outputs")) : null);
}
