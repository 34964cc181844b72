using System.Text.Json.Nodes;
using Watcher.Devnet.Node;
using Xunit;

namespace Watcher.EndToEnd.Config;

/// <summary>
/// The addresses we ship, held against the packages that their protocols publish: a wrong digit in a chain file is a wallet that looks empty.
/// </summary>
public sealed class ShippedChainsTests
{
    /// <summary>Addresses that no published package has, with where they were read.</summary>
    static readonly HashSet<string> FromRepositories =
    [
        // sparkdotfi/spark-address-registry: the provider of SparkLend, USDS, sUSDS, sDAI.
        "0x02C3eA4e34C0cBd694D2adFa2c690EECbC1793eE", "0xdC035D45d973E3EC169d2276DDab16f1e407384F",
        "0xa3931d71877C0E7a3148CB7Eb4463524FEc27fbD", "0x83F20F44975D03b1b09e64809B757c47f942BEeA",
        // DefiLlama/DefiLlama-Adapters: the factory of Sushi V2.
        "0xC0AEe478e3658e2610c5F7A4A2E1777cE9e4f2Ac",
        // lidofinance/core deployed-mainnet.json: stETH. compound-finance/compound-protocol networks/mainnet.json: COMP.
        "0xae7ab96520DE3A18E5e111B5EaAb095312D7fE84", "0xc00e94Cb662C3520282E6f5717214004A7f26888",
    ];

    static readonly Lazy<Task<JsonObject>> Published = new(ReadPackages);

    public static TheoryData<string> Chains => [.. Directory.EnumerateFiles(Folder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task Every_address_stands_in_a_published_package_or_in_a_named_repository(string chain)
    {
        var config = Read(chain);
        var published = (await Published.Value)[$"{config["ChainId"]}"]!.AsObject();
        var known = published["all"]!.AsArray().Select(address => Address.Parse((string)address!)).Concat(FromRepositories.Select(Address.Parse)).ToHashSet();

        var addresses = Tokens(config).Select(token => token.Address)
            .Concat(Deployments(config).SelectMany(deployment => deployment.Where(pair => pair.Key is not ("Name" or "Pairs")).Select(pair => Address.Parse((string)pair.Value!))))
            .Append(Address.Parse((string)config["Multicall3"]!)).Append(Address.Parse((string)config["Native"]!["Wrapped"]!));

        Assert.All(addresses, address => Assert.Contains(address, known));
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task Every_token_has_the_symbol_under_which_its_address_is_published(string chain)
    {
        var config = Read(chain);
        var symbols = (await Published.Value)[$"{config["ChainId"]}"]!["symbols"]!.AsObject();
        foreach (var (address, symbol) in Tokens(config).Where(token => !FromRepositories.Contains(token.Address.ToString())))
            Assert.Contains(symbol, symbols[address.ToString()]!.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public void Every_address_is_written_with_its_checksum()
    {
        foreach (var file in Directory.EnumerateFiles(Folder(), "*.json"))
            foreach (var word in File.ReadAllText(file).Split('"').Where(word => word.StartsWith("0x", StringComparison.Ordinal)))
                Assert.Equal(Address.Parse(word).ToString(), word);
    }

    static IEnumerable<(Address Address, string Symbol)> Tokens(JsonObject config) =>
        config["Tokens"]!.AsArray().Select(token => (Address.Parse((string)token!["Address"]!), (string)token["Symbol"]!));

    static IEnumerable<JsonObject> Deployments(JsonObject config) =>
        config["Protocols"]!.AsObject().SelectMany(protocol => protocol.Value!.AsArray().Select(deployment => deployment!.AsObject()));

    static JsonObject Read(string chain) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), $"{chain}.json")))!.AsObject();

    static async Task<JsonObject> ReadPackages()
    {
        var packages = await ContractPackages.Install(CancellationToken.None);
        var script = Path.Combine(Root(), "tests", "Watcher.EndToEnd", "Config", "published-addresses.cjs");
        return JsonNode.Parse(await Npm.Script(script, [], packages.Sources, "", CancellationToken.None))!.AsObject();
    }

    static string Folder() => Path.Combine(Root(), "config", "chains");

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Watcher.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
