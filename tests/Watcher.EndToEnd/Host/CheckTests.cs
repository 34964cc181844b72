using System.Text.Json.Nodes;
using Watcher.Devnet;

namespace Watcher.EndToEnd.Host;

public sealed class CheckTests(DevnetFixture fixture) : HostTest(fixture)
{
    [Fact]
    public async Task The_report_carries_what_the_contract_says()
    {
        var account = await Node.AaveV3.Account(DevnetWallet.Borrower.Address);
        using var check = await Watcher("check", "--json");
        Assert.Equal(0, check.ExitCode);
        var report = check.Json["reports"]![0]!;
        var loan = report["positions"]!.AsArray().Single(p => (string?)p!["kind"] == "lending")!;
        Assert.Equal(account.HealthFactor.ToString(), (string?)loan["healthFactorRaw"]);
        Assert.Equal(new BigDecimal(account.HealthFactor, 18).ToString(), (string?)loan["healthFactor"]);
        Assert.Equal((await Node.Head()).Hash.ToString(), (string?)report["block"]!["hash"]);
    }

    [Fact]
    public async Task The_report_has_the_documented_fields()
    {
        using var check = await Watcher("check", "--json");
        var json = check.Json;
        Assert.Equal(["schema", "reports", "portfolios"], Keys(json));
        Assert.Equal("watcher.report/1", (string?)json["schema"]);
        var report = json["reports"]![0]!;
        Assert.Equal(["wallet", "label", "chain", "chainId", "block", "status", "complete", "totals", "positions", "portfolio", "breaches", "unknown"], Keys(report));
        Assert.Equal(["number", "hash", "timestamp"], Keys(report["block"]!));
        var loan = report["positions"]!.AsArray().Single(p => (string?)p!["kind"] == "lending")!;
        Assert.Equal(["id", "protocol", "name", "kind", "status", "legs", "collateralUsd", "debtUsd", "healthFactor", "healthFactorRaw", "ltv",
            "collateralRatio", "liquidationThreshold", "liquidatable", "liquidationDistance", "liquidation"], Keys(loan));
        Assert.Equal(["byAsset", "byGroup", "all", "interestDays", "repayUsd", "addCollateralUsd"], Keys(loan["liquidation"]!));
        Assert.Equal(["role", "asset", "raw", "amount", "priceUsd", "marketPriceUsd", "valueUsd", "liquidationThreshold"], Keys(loan["legs"]![0]!));
    }

    [Fact]
    public async Task A_breached_rule_makes_exit_code_1()
    {
        await Node.SetPrice("WETH", 1_950m);
        using var check = await Watcher("check", "--json");
        Assert.Equal(1, check.ExitCode);
        var report = check.Json["reports"]![0]!;
        Assert.Equal("breach", (string?)report["status"]);
        Assert.Equal(["rule", "position", "metric", "value", "condition"], Keys(report["breaches"]![0]!));
    }

    [Fact]
    public async Task A_node_that_is_not_there_makes_UNKNOWN_and_exit_code_2_without_telling_the_urls_path()
    {
        Configure(watcher => watcher["Chains"]!["devnet"]!["Rpc"] = new JsonArray("http://127.0.0.1:1/my-secret-key"));
        using var check = await Watcher("check", "--json", "--timeout", "20s");
        Assert.Equal(2, check.ExitCode);
        var report = check.Json["reports"]![0]!;
        Assert.Equal("unknown", (string?)report["status"]);
        Assert.Equal(["what", "reason", "why", "since"], Keys(report["unknown"]![0]!));
        Assert.Null(report["totals"]);
        Assert.DoesNotContain("my-secret-key", check.Output + check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_that_is_not_there_is_UNKNOWN_and_never_an_empty_wallet()
    {
        Configure(watcher => watcher["Chains"]!["devnet"]!["Protocols"] = new JsonObject
        {
            ["aave-v3"] = new JsonArray(new JsonObject { ["Name"] = "main", ["PoolAddressesProvider"] = "0x00000000000000000000000000000000000000AA" }),
        });
        using var check = await Watcher("check", "--json");
        Assert.Equal(2, check.ExitCode);
        var unknown = Assert.Single(check.Json["reports"]![0]!["unknown"]!.AsArray())!;
        Assert.Equal(("devnet/aave-v3/main", "no code"), ((string?)unknown["what"], (string?)unknown["reason"]));
    }

    [Fact]
    public async Task A_node_alone_is_enough_when_its_chain_is_configured()
    {
        using var check = await Watcher("check", DevnetWallet.Mixed.Address.ToString(), "--rpc", Node.Url.ToString(), "--json");
        Assert.Equal("devnet", (string?)check.Json["reports"]![0]!["chain"]);
    }

    [Fact]
    public async Task A_node_of_a_chain_nobody_knows_tells_the_native_balance()
    {
        File.Delete(Path.Combine(Folder, "appsettings.json"));
        using var check = await Watcher("check", DevnetWallet.Borrower.Address.ToString(), "--rpc", Node.Url.ToString(), "--json");
        var report = check.Json["reports"]![0]!;
        Assert.Equal("chain-31337", (string?)report["chain"]);
        Assert.Equal("1500000000000000000", (string?)report["positions"]![0]!["legs"]![0]!["raw"]);
    }

    [Fact]
    public async Task An_older_block_is_read_as_it_was()
    {
        var before = await Node.Head();
        await Node.SetPrice("WETH", 1_950m);
        using var check = await Watcher("check", "--json", "--block", $"{before.Number}");
        Assert.Equal(0, check.ExitCode);
        Assert.Equal(before.Hash.ToString(), (string?)check.Json["reports"]![0]!["block"]!["hash"]);
    }

    [Fact]
    public async Task People_get_tables_without_colours_in_a_pipe()
    {
        using var check = await Watcher("check");
        Assert.Contains("Health factor", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', check.Output);
    }

    [Fact]
    public async Task Hostile_names_of_tokens_reach_the_terminal_as_plain_text()
    {
        Configure(watcher => watcher["Wallets"] = new JsonArray(Wallet(DevnetWallet.Odd)));
        using var check = await Watcher("check");
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("[red]<b>", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stress_supposes_and_says_so()
    {
        using var stress = await Watcher("stress", "--shock", "ETH=-40%", "--days", "30", "--json");
        Assert.Equal(1, stress.ExitCode);
        Assert.Equal("""{"shocks":{"ETH":"-0.4"},"days":30}""", stress.Json["scenario"]!.ToJsonString());
        Assert.Equal("breach", (string?)stress.Json["reports"]![0]!["status"]);
    }

    static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(pair => pair.Key);
}
