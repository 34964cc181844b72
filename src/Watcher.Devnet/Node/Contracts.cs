using System.Text.RegularExpressions;

namespace Watcher.Devnet.Node;

/// <summary>
/// The compiled contracts by name. Those that come as sources (Chainlink's mock feed and our own odd tokens) are compiled once and cached.
/// </summary>
sealed partial class Contracts(ContractPackages packages, string compiled)
{
    readonly Dictionary<string, Artifact> loaded = [];

    public static async Task<Contracts> Open(ContractPackages packages, CancellationToken cancel) =>
        new(packages, await Solidity.Compile(packages, cancel));

    /// <summary>An artifact by its file in the packages.</summary>
    public Artifact Packaged(string path) => Load(packages.Locate(path));

    /// <summary>A contract that we compile.</summary>
    public Artifact Compiled(string name) => Load(Path.Combine(compiled, $"{name}.json"));

    /// <summary>Creation code that viem carries as a constant.</summary>
    public byte[] ViemConstant(string name)
    {
        var source = File.ReadAllText(packages.Locate("viem/_esm/constants/contracts.js"));
        var constant = Constant().Matches(source).First(match => match.Groups["name"].Value == name);
        return Hex.Decode(constant.Groups["code"].Value);
    }

    Artifact Load(string file) => loaded.TryGetValue(file, out var artifact) ? artifact : loaded[file] = Artifact.Load(file);

    [GeneratedRegex("export const (?<name>\\w+) = '(?<code>0x[0-9a-f]+)'")]
    private static partial Regex Constant();
}
