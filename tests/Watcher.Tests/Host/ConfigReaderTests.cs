using System.Text.Json.Nodes;
using Watcher.Host.Config;
using Xunit;

namespace Watcher.Tests.Host;

public sealed class ConfigReaderTests
{
    const string Usdc = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
    const string Weth = "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2";
    const string Wallet = "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045";

    const string Devnet = $$"""
        "Chains": { "devnet": { "ChainId": 31337, "Rpc": ["http://127.0.0.1:8545"],
          "Native": { "Symbol": "ETH", "Wrapped": "{{Weth}}", "Group": "eth" },
          "Tokens": [ { "Address": "{{Usdc}}", "Symbol": "USDC", "Group": "usd" } ] } }
        """;

    [Fact]
    public void An_address_alone_is_a_wallet_on_every_configured_chain()
    {
        var config = Read($$"""{ {{Devnet}}, "Wallets": [ { "Address": "{{Wallet}}" } ] }""");
        Assert.Equal(["devnet"], Assert.Single(config.Wallets).Chains.ToArray());
    }

    [Fact]
    public void Without_a_named_chain_every_shipped_one_is_read()
    {
        var config = Read($$"""{ "Wallets": [ { "Address": "{{Wallet}}" } ] }""");
        Assert.Equal(ShippedChains.BesideTheProgram.Names, config.Chains.Select(c => c.Name));
        Assert.All(config.Chains, c => Assert.True(c.ShippedEndpoints));
    }

    [Fact]
    public void A_wallet_may_name_a_shipped_chain_that_nobody_configured()
    {
        var config = Read($$"""{ "Wallets": [ { "Address": "{{Wallet}}", "Chains": ["ethereum"] } ] }""");
        Assert.Equal((ulong)1, Assert.Single(config.Chains).ChainId);
    }

    [Fact]
    public void Own_endpoints_replace_the_shipped_ones_and_the_rest_of_the_chain_stays()
    {
        var chain = Assert.Single(Read("""{ "Chains": { "ethereum": { "Rpc": ["http://127.0.0.1:1/secret"] } } }""").Chains);
        Assert.Equal(["http://127.0.0.1:1/secret"], chain.Rpc.Select(u => u.ToString()));
        Assert.False(chain.ShippedEndpoints);
        Assert.Equal("127.0.0.1#0", chain.EndpointName(0));
        Assert.Contains(chain.Assets, a => a.Asset.Symbol == "WBTC");
    }

    [Fact]
    public void An_empty_list_of_endpoints_names_none() =>
        Assert.True(Assert.Single(Read("""{ "Chains": { "ethereum": { "Rpc": [] } } }""").Chains).ShippedEndpoints);

    [Fact]
    public void The_wrapped_token_is_known_and_one_with_the_native_asset()
    {
        var config = Read($$"""{ {{Devnet}} }""");
        Assert.Equal("ETH", config.Assets.UnitOf(new("devnet", Address.Parse(Weth))));
    }

    [Theory]
    [InlineData("""{ "Wallets": [ { "Adress": "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045" } ] }""", "Watcher:Wallets[0]:Adress", "did you mean 'Address'?")]
    [InlineData("""{ "Wallets": [ { "Address": "0x12" } ] }""", "Watcher:Wallets[0]:Address", "is not an address")]
    [InlineData("""{ "Wallets": [ { "Address": "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045", "Chains": ["etherium"] } ] }""", "Watcher:Wallets[0]:Chains[0]", "did you mean 'ethereum'?")]
    [InlineData("""{ "Chains": { "mine": { "Rpc": ["http://127.0.0.1:1"] } } }""", "Watcher:Chains:mine:ChainId", "is required")]
    [InlineData("""{ "Chains": { "mine": { "ChainId": 5 } } }""", "Watcher:Chains:mine:Rpc", "names no endpoint")]
    [InlineData("""{ "Chains": { "mine": { "ChainId": 5, "Rpc": ["ftp://x"] } } }""", "Watcher:Chains:mine:Rpc[0]", "is not an http or https URL")]
    [InlineData("""{ "Chains": { "ethereum": { "Client": "nethereum" } } }""", "Watcher:Chains:ethereum:Client", "-p:UseNethereum=true")]
    [InlineData("""{ "Chains": { "ethereum": { "Every": "soon" } } }""", "Watcher:Chains:ethereum:Every", "is not a duration")]
    [InlineData("""{ "Schedule": { "Evry": "30s" } }""", "Watcher:Schedule:Evry", "did you mean 'Every'?")]
    [InlineData("""{ "Store": { "Provider": "mysql" } }""", "Watcher:Store:Provider", "is none of sqlite")]
    [InlineData("""{ "Store": { "Keep": { "Raw": "1h" } } }""", "Watcher:Store:Keep:Raw", "must be 1d or longer")]
    [InlineData("""{ "Store": { "Keep": { "Raw": "30d", "Hourly": "7d" } } }""", "Watcher:Store:Keep:Hourly", "must not be shorter than Raw")]
    [InlineData("""{ "Store": { "Keep": { "Hourly": "forever", "Daily": "9d" } } }""", "Watcher:Store:Keep:Daily", "must not be shorter than Hourly")]
    [InlineData("""{ "Store": { "Keep": { "Daily": "for ever" } } }""", "Watcher:Store:Keep:Daily", "is not a duration")]
    [InlineData("""{ "Portfolios": [ { "Label": "p", "Wallets": ["nobody"] } ] }""", "Watcher:Portfolios[0]:Wallets[0]", "neither the label nor the address")]
    [InlineData("""{ "Rules": [ { "Name": "Channel-failing", "When": "healthFactor < 1" } ] }""", "Watcher:Rules[0]:Name", "is an alert of the watcher on itself")]
    [InlineData("""{ "Walets": [] }""", "Watcher:Walets", "did you mean 'Wallets'?")]
    public void A_problem_names_its_path_and_what_to_do(string json, string path, string message)
    {
        var problem = Assert.Single(Problems(json), p => p.Path == path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", 30, 365, null)]
    [InlineData("""{ "Store": { "Keep": { "Raw": "500d" } } }""", 500, 500, null)]
    [InlineData("""{ "Store": { "Keep": { "Raw": "7d", "Hourly": "30d", "Daily": "400d" } } }""", 7, 30, 400)]
    [InlineData("""{ "Store": { "Keep": { "Raw": "Forever" } } }""", null, null, null)]
    public void The_history_is_kept_by_age_for_so_many_days_or_for_ever(string json, int? raw, int? hourly, int? daily)
    {
        var keep = Read(json).Store.Keep;
        Assert.Equal((Days(raw), Days(hourly), Days(daily)), (keep.Raw, keep.Hourly, keep.Daily));

        static TimeSpan Days(int? days) => days is { } some ? TimeSpan.FromDays(some) : TimeSpan.MaxValue;
    }

    [Fact]
    public void Every_problem_is_told_at_once() =>
        Assert.Equal(3, Problems("""{ "Schedule": { "Every": "x" }, "Store": { "RecordEvery": "y" }, "Api": { "Listen": "z" } }""").Count);

    [Theory]
    [InlineData("0.7", "sum to 0.9")]
    [InlineData("0.9", "sum to 1.1")]
    public void Targets_that_do_not_sum_to_one_are_refused(string usdc, string message) =>
        Assert.Contains(message, Assert.Single(Problems(Targets($$"""{ "ETH": 0.2, "USDC": {{usdc}} }"""))).Message, StringComparison.Ordinal);

    [Fact]
    public void Targets_may_name_symbols_addresses_groups_and_the_native_asset()
    {
        var targets = Read(Targets($$"""{ "native": "20%", "{{Usdc}}": 0.3, "group:usd": 0.5 }""")).Wallets[0].Targets!;
        Assert.Equal([("ETH", "0.2"), ("USDC", "0.3"), ("group:usd", "0.5")], targets.All.Select(t => (t.Asset.RowName, t.Weight.ToString())));
    }

    [Fact]
    public void An_unknown_symbol_asks_for_the_address()
    {
        var problem = Assert.Single(Problems(Targets("""{ "USDT": 1 }""")));
        Assert.Equal("Watcher:Wallets[0]:Targets:USDT", problem.Path);
        Assert.Contains("write its address", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbol_that_two_tokens_share_asks_for_the_address()
    {
        var problems = Problems($$"""
            { "Chains": { "devnet": { "ChainId": 31337, "Rpc": ["http://127.0.0.1:8545"],
                "Tokens": [ { "Address": "{{Usdc}}", "Symbol": "USDC" }, { "Address": "{{Weth}}", "Symbol": "USDC" } ] } },
              "Wallets": [ { "Address": "{{Wallet}}", "Targets": { "USDC": 1 } } ] }
            """);
        Assert.Contains("ambiguous", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chains_revision_follows_what_is_read_and_not_where_from()
    {
        var revision = Revision("""{ "ethereum": { "Rpc": ["http://one"], "Every": "5s" } }""");
        Assert.Equal(revision, Revision("""{ "ethereum": { "Rpc": ["http://two"] } }"""));
        Assert.NotEqual(revision, Revision("""{ "ethereum": { "Tokens": [] } }"""));
    }

    static string Targets(string targets) => $$"""{ {{Devnet}}, "Wallets": [ { "Address": "{{Wallet}}", "Targets": {{targets}} } ] }""";

    static string Revision(string chains) => Read($$"""{ "Chains": {{chains}} }""").Chains[0].Revision;

    static IReadOnlyCollection<Settings.SettingsProblem> Problems(string json) => Assert.Throws<ConfigurationException>(() => Read(json)).Problems;

    static WatcherConfig Read(string json) => ConfigReader.Read(ChainLayers.Of((JsonObject)JsonNode.Parse(json)!, ShippedChains.BesideTheProgram, []), new(TimeProvider.System, TextWriter.Null));
}
