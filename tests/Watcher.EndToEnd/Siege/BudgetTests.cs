using System.Text.Json.Nodes;
using Watcher.Devnet;
using Watcher.EndToEnd.Faults;
using Watcher.EndToEnd.Host;

namespace Watcher.EndToEnd.Siege;

/// <summary>A call budget on the real chain: a loan 7 % from its rule's threshold beside wallets without any.</summary>
public sealed class BudgetTests(DevnetFixture fixture) : RunTest(fixture)
{
    readonly Uri api = new($"http://127.0.0.1:{Ports.Free()}");

    [Fact]
    public async Task Who_is_near_a_threshold_is_read_and_told_of_while_the_others_keep_the_report_of_their_own_block()
    {
        await Hook.Up();
        var configuration = Budgeted("1h");
        using var watcher = Start(configuration);
        await ReadToHead(watcher);
        var first = (long)(await Node.Head()).Number;

        await Node.MovePrice("ETH", 0.9m);
        await Told("fired");
        await ReadToHead(watcher);

        var head = (long)(await Node.Head()).Number;
        Assert.Equal(head, await BlockOf(DevnetWallet.Borrower));
        Assert.All(DevnetWallet.All.Where(HasNoLoan), wallet => Assert.Equal(first, BlockOf(wallet).Result));
        CheckPlan((await Get("readyz"))["chains"]![0]!["plan"]!);
        CheckPlan((await Json(configuration, "alerts", "rules"))["budgets"]![0]!);
        Assert.Equal(0, await Stop(watcher));
    }

    [Fact]
    public async Task A_node_that_was_away_is_asked_again_at_the_next_look()
    {
        using var watcher = Start(Budgeted("1h", rules: []));
        Bad.Always(Fail.Drop);
        await Eventually.True(() => watcher.Error.Contains("UNKNOWN", StringComparison.Ordinal), "the node is away");
        Bad.Heal();
        await ReadToHead(watcher);
    }

    [Fact]
    public async Task What_was_spent_is_shown_and_outlives_a_restart()
    {
        var configuration = Budgeted("1h", rules: []);
        await Run("run", "--once", "--config", configuration);
        var once = await Spent(configuration);
        await Run("run", "--once", "--config", configuration);
        Assert.InRange(once, 1, 100);
        Assert.InRange(await Spent(configuration), once + 1, 200);
    }

    [Fact]
    public async Task A_budget_shorter_than_a_look_is_refused()
    {
        var ended = await Run("config", "check", "--config", Budgeted("10m", every: "1h"));
        Assert.Equal(64, ended.ExitCode);
        Assert.Contains("Watcher:Chains:devnet:Budget:MaxUnread: is shorter than the 1h between two looks at the chain", ended.Log, StringComparison.Ordinal);
    }

    string Budgeted(string maxUnread, JsonArray? rules = null, string every = "1s") => ConfigureRun(rules ?? [Near("1.5", "1.55", "borrower")], watcher =>
    {
        var chain = watcher["Chains"]!["devnet"]!;
        chain["Every"] = every;
        chain["Budget"] = new JsonObject { ["CallsPerDay"] = 100_000, ["MaxUnread"] = maxUnread };
        watcher["Api"] = new JsonObject { ["Listen"] = api.ToString() };
    });

    static bool HasNoLoan(DevnetWallet wallet) => wallet == DevnetWallet.Supplier || wallet == DevnetWallet.Empty;

    async Task<long> Spent(string configuration) =>
        (long)(await Json(configuration, "alerts", "rules"))["budgets"]![0]!["calls"]![0]!["spent"]!;

    async Task<long> BlockOf(DevnetWallet wallet) =>
        (long)(await Get("api/v1/report"))["reports"]!.AsArray().First(report => (string?)report!["wallet"] == wallet.Address.ToString())!["block"]!["number"]!;

    static void CheckPlan(JsonNode plan)
    {
        Assert.Equal("at every look", (string?)Planned(plan, DevnetWallet.Borrower)["every"]);
        Assert.Equal("59m 59s", (string?)Planned(plan, DevnetWallet.All.First(HasNoLoan))["every"]);
    }

    static JsonNode Planned(JsonNode plan, DevnetWallet wallet) => plan["wallets"]!.AsArray().First(one => (string?)one!["wallet"] == wallet.Address.ToString())!;

    async Task<JsonNode> Get(string path)
    {
        using var http = new HttpClient { BaseAddress = api };
        return JsonNode.Parse(await (await http.GetAsync(path)).Content.ReadAsStringAsync())!;
    }
}
