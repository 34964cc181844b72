using System.Text.Json.Nodes;

namespace Watcher.Host.Config;

/// <summary>The chains that ship with the program: <c>config/chains/NAME.json</c> beside it, each of the shape of an entry of <c>Chains</c>.</summary>
sealed class ShippedChains(string directory)
{
    public static ShippedChains BesideTheProgram { get; } = new(Path.Combine(AppContext.BaseDirectory, "config", "chains"));

    public IReadOnlyList<string> Names => Directory.Exists(directory)
        ? [.. Directory.EnumerateFiles(directory, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Null where no chain of that name ships.</summary>
    public JsonObject? Find(string name) =>
        Names.FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known ? JsonTree.Read(Path.Combine(directory, $"{known}.json")) : null;
}
