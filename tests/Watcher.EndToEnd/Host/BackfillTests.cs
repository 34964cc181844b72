using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Devnet;
using Watcher.EndToEnd.Faults;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Store;

namespace Watcher.EndToEnd.Host;

public sealed class BackfillTests(DevnetFixture fixture) : HostTest(fixture)
{
    const string Live = "live.db", Filled = "filled.db";
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_was_recorded_live_is_filled_in_digit_for_digit_also_over_a_kill()
    {
        Use(Live);
        Node.BlockTime = TimeSpan.FromSeconds(12);
        var first = (await Node.Head()).Number;
        using (var live = await Run.Start(Folder)) await LiveThroughACrash(live);
        var last = (await Node.Head()).Number;
        using var recorded = Open();

        Use(Filled);
        string[] fill = ["backfill", "--from", $"{first}", "--to", $"{last}", "--every", "1", "--json"];
        using (var killed = WatcherProcess.Start(Folder, null, fill))
        {
            await Eventually.True(() => killed.HasExited || FilledBlocks() > 1, "some blocks are filled in");
            killed.Kill();
            await killed.End();
        }
        var before = FilledBlocks();
        using var filled = await WatcherProcess.Run(Folder, fill);

        Assert.Equal((0, ""), (filled.ExitCode, filled.Error));
        var chain = filled.Json["chains"]![0]!;
        Assert.Equal((before, (long)(last - first + 1) - before), ((long)chain["recorded"]!, (long)chain["read"]!));
        using var store = Open();
        // Live, the last block of each happening was read; of the one that was reorganised away the filled history knows nothing.
        var hashes = recorded.Connection.Query<string>("SELECT '0x' || lower(hex(hash)) FROM blocks WHERE canonical = 1").ToHashSet();
        Assert.Equal(6, hashes.Count);
        foreach (var view in (string[])["v_history", "v_prices", "v_positions_latest", "v_legs", "v_liquidation_distances", "v_imbalance"])
        {
            var live = Rows(recorded, $"SELECT * FROM {view}", hashes);
            Assert.NotEmpty(live);
            Assert.Equal(live, Rows(store, $"SELECT * FROM {view}", hashes));
        }
        Assert.Empty(Rows(store, "SELECT * FROM v_gaps"));
        Assert.Equal(Rows(recorded, "SELECT id, kind, position, number, summary FROM events"), Rows(store, "SELECT id, kind, position, number, summary FROM events"));
        Assert.Equal((0, 0), store.Connection.QuerySingle<(int, int)>("SELECT (SELECT count(*) FROM alerts), (SELECT count(*) FROM outbox)"));
    }

    [Fact]
    public async Task Beside_a_run_it_fills_what_that_missed_and_the_run_tells_what_happened_all_the_same()
    {
        Use(Live);
        using var run = await Run.Start(Folder);
        await run.Watch.RunOnce(CancellationToken.None);
        var (first, before) = (await Node.Head(), Alerts());
        await Node.SetPrice("WETH", 1_700m);
        await Node.AaveV3.Liquidate(DevnetWallet.Borrower.Address, "WETH", "USDC", Node.Tokens.Usdc.Units(1_000));

        using var filled = await Watcher("backfill", "--from", $"{first.Timestamp:O}", "--every", "1s");
        Assert.Equal((0, ""), (filled.ExitCode, filled.Error));
        Assert.Matches(@"devnet: block \d+, .*Z to block \d+, .*Z: [1-9]\d* read, [1-9]\d* recorded before", filled.Output);
        using var store = Open();
        Assert.Equal(before, Alerts());
        Assert.Single(store.Readings.Events(run.Chain, first.Timestamp, (await Node.Head()).Timestamp));

        await Node.Mine();
        await run.Watch.RunOnce(CancellationToken.None);
        Assert.Contains(store.Alerts.List(), alert => alert.Key.Rule == "liquidated");

        List<string> Alerts()
        {
            using var now = Open();
            return [.. Rows(now, "SELECT rule, subject, state, value, block FROM v_alerts"), .. Rows(now, "SELECT idempotency_key FROM outbox")];
        }
    }

    [Fact]
    public async Task A_block_that_cannot_be_read_is_a_gap_with_its_reason_until_a_later_call_can_read_it()
    {
        await using var proxy = await FaultProxy.Start(Node.Url);
        Use(Filled, watcher => watcher["Chains"]!["devnet"]!["Rpc"] = new JsonArray(proxy.Url.ToString()));
        await Node.SetPrice("WETH", 1_700m);
        var first = await Node.Head();
        await Node.AaveV3.Liquidate(DevnetWallet.Borrower.Address, "WETH", "USDC", Node.Tokens.Usdc.Units(1_000));
        var pruned = await Node.Head();
        await Node.Mine();
        var last = await Node.Head();
        proxy.When(Calls(pruned), Fail.RpcError(-32000, "missing trie node"));

        string[] fill = ["backfill", "--from", $"{first.Number}", "--to", $"{last.Number}", "--every", "1", "--json"];
        using (var gap = await Watcher(fill))
        {
            Assert.Equal(0, gap.ExitCode);
            Assert.False((bool)gap.Json["complete"]!);
            Assert.Equal(pruned.Number, (ulong)Assert.Single(gap.Json["chains"]![0]!["gaps"]!.AsArray())!["block"]!["number"]!);
        }
        using var store = Open();
        var gaps = store.Connection.Query<(long From, long Until, string Why)>("SELECT DISTINCT \"from\", until, why FROM v_gaps").ToList();
        Assert.Equal((pruned.Timestamp.ToUnixTimeSeconds(), last.Timestamp.ToUnixTimeSeconds()), gaps.Select(g => (g.From, g.Until)).Distinct().Single());
        Assert.All(gaps, found => Assert.Contains("missing trie node", found.Why, StringComparison.Ordinal));
        // What happened there is told by the next block, though that was read before the gap was known.
        Assert.Equal(($"{pruned.Number}", (long)last.Number), store.Connection.QuerySingle<(string, long)>("SELECT details ->> '$.block', number FROM events"));

        proxy.Heal();
        using var whole = await Watcher(fill);
        Assert.Equal((true, 1L, 2L), ((bool)whole.Json["complete"]!, (long)whole.Json["chains"]![0]!["read"]!, (long)whole.Json["chains"]![0]!["recorded"]!));
        Assert.Empty(Rows(store, "SELECT * FROM v_gaps"));
    }

    [Fact]
    public async Task A_block_is_read_while_the_one_before_is_still_being_read()
    {
        await using var proxy = await FaultProxy.Start(Node.Url);
        Use(Filled, watcher => watcher["Chains"]!["devnet"]!["Rpc"] = new JsonArray(proxy.Url.ToString()));
        var first = await Node.Head();
        await Node.Mine();
        var second = await Node.Head();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        proxy.When(Calls(second), async exchange =>
        {
            asked.TrySetResult();
            await exchange.Reply(await exchange.Forward());
        });
        proxy.When(Calls(first), async exchange =>
        {
            await asked.Task.WaitAsync(exchange.Http.RequestAborted);
            await exchange.Reply(await exchange.Forward());
        });

        using var filled = await Watcher("backfill", "--from", $"{first.Number}", "--to", $"{second.Number}", "--every", "1", "--json");
        Assert.True((bool)filled.Json["complete"]!);
    }

    static Func<Exchange, bool> Calls(BlockRef block) => exchange =>
        exchange.Methods.Contains("eth_call") && exchange.Body.ToJsonString().Contains(block.Hash.ToString(), StringComparison.OrdinalIgnoreCase);

    void Use(string database, Action<JsonObject>? change = null) => Configure(watcher =>
    {
        watcher["Wallets"] = new JsonArray([.. DevnetWallet.All.Select(Wallet)]);
        watcher["Portfolios"] = new JsonArray(new JsonObject { ["Label"] = "all", ["Wallets"] = new JsonArray([.. DevnetWallet.All.Select(wallet => (JsonNode)wallet.Name)]) });
        watcher["Store"] = new JsonObject { ["ConnectionString"] = $"Data Source={Path.Combine(Folder, database)}" };
        change?.Invoke(watcher);
    });

    WatcherStore Open() => StoreAccess.Beside(ConfigLoader.Load([Path.Combine(Folder, "appsettings.json")], ChannelContexts.Silent));

    long FilledBlocks()
    {
        if (!File.Exists(Path.Combine(Folder, Filled))) return 0;
        try
        {
            using var store = Open();
            return store.Connection.ExecuteScalar<long>("SELECT count(*) FROM blocks WHERE filled = 1");
        }
        catch (StoreException)
        {
            // It is being made.
            return 0;
        }
    }

    static List<string> Rows(WatcherStore store, string sql, HashSet<string>? hashes = null) =>
    [
        .. store.Connection.Query(sql).Select(row => (IDictionary<string, object?>)row).Where(row => hashes is null || hashes.Contains((string)row["block_hash"]!))
            .Select(row => string.Join('|', row.Values)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Every block is read, as the service would.</summary>
    async Task LiveThroughACrash(Run live)
    {
        async Task Then(Task happens)
        {
            await happens;
            await live.Watch.RunOnce(CancellationToken.None);
        }

        await Then(Task.CompletedTask);
        await Then(Node.AccrueInterest(TimeSpan.FromDays(3)));
        await Then(Node.SetPrice("WETH", 1_700m));
        await Then(Node.AaveV3.Liquidate(DevnetWallet.Borrower.Address, "WETH", "USDC", Node.Tokens.Usdc.Units(1_000)));
        await Then(Node.MovePrice("WETH", 0.9m));
        await Then(Node.Mine());
        await Then(Node.Reorg(1));
    }

    /// <summary>The watch of the configured wallets, its cycles run by hand.</summary>
    sealed class Run : IDisposable
    {
        readonly WatcherStore store;

        Run(WatcherConfig config)
        {
            store = StoreAccess.ToRun(config);
            Watch = new(config, store, TimeProvider.System, NullLoggerFactory.Instance);
        }

        public Watch Watch { get; }

        public ChainIdentity Chain => store.Headers.Current("devnet")!;

        public static async Task<Run> Start(string folder) =>
            new(await ConfigLoader.Load([Path.Combine(folder, "appsettings.json")], [], _ => { }, ChannelContexts.Silent, Limit, CancellationToken.None));

        public void Dispose()
        {
            Watch.Dispose();
            store.Dispose();
        }
    }
}
