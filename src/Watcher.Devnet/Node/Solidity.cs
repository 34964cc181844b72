using System.Security.Cryptography;

namespace Watcher.Devnet.Node;

/// <summary>Compiles the contracts that no package ships compiled, once per set of sources and compiler.</summary>
static class Solidity
{
    const string Feed = "@chainlink/contracts/src/v0.8/tests/MockV3Aggregator.sol";

    /// <summary>The folder with one artifact per contract.</summary>
    public static async Task<string> Compile(ContractPackages packages, CancellationToken cancel)
    {
        var sources = OwnSources(packages);
        var folder = CacheFolder.Folder("compiled", $"{packages.Fingerprint}-{Fingerprint([.. sources, Script(packages)])}");
        var done = Path.Combine(folder, "done");
        if (File.Exists(done)) return folder;
        using (await ProcessLock.Take("solc", cancel))
        {
            if (File.Exists(done)) return folder;
            string[] arguments = [packages.Locate("solc/index.js"), folder, packages.Locate(Feed), .. sources];
            await Npm.Script(Script(packages), arguments, folder, "", cancel);
            CacheFolder.Write(done, []);
        }
        return folder;
    }

    static string Script(ContractPackages packages) => Path.Combine(packages.Sources, "compile.mjs");

    static string[] OwnSources(ContractPackages packages) =>
        [.. Directory.EnumerateFiles(Path.Combine(packages.Sources, "Tokens"), "*.sol").Order(StringComparer.Ordinal)];

    static string Fingerprint(IEnumerable<string> files) =>
        Convert.ToHexStringLower(SHA256.HashData(files.SelectMany(File.ReadAllBytes).ToArray()))[..16];
}
