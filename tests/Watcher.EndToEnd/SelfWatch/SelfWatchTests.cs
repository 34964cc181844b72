using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Watcher.EndToEnd.Faults;
using Watcher.EndToEnd.Siege;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Store;

namespace Watcher.EndToEnd.SelfWatch;

/// <summary>
/// What the watcher tells of itself, from the fault at a node or the disk to the webhook: the real cycle on the real chain with two endpoints,
/// of which the second fails when told to.
/// </summary>
public sealed class SelfWatchTests(DevnetFixture fixture) : SiegeTest(fixture)
{
    readonly Receiver hook = new();
    MovedClock clock = null!;
    WatcherStore store = null!;
    Watch watch = null!;

    public override async Task DisposeAsync()
    {
        watch.Dispose();
        store.Dispose();
        await hook.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task An_endpoint_that_refuses_service_is_told_of_after_five_minutes_and_again_when_it_is_back()
    {
        await Open();
        Bad.Always(Fail.ServerError);
        await Minutes(1, 3);
        Assert.Empty(Told());
        await Minutes(3);
        Assert.Equal(["endpoint-down fired"], Told());
        Assert.Contains("127.0.0.1#1", Last("summary"), StringComparison.Ordinal);
        Assert.Contains("1 of 2 endpoints of devnet are left", Last("summary"), StringComparison.Ordinal);

        Bad.Heal();
        await Minutes(1, 3);

        Assert.Equal(["endpoint-down fired", "endpoint-down resolved"], Told());
    }

    [Fact]
    public async Task An_endpoint_that_falls_behind_is_told_of_after_ten_minutes()
    {
        await Open(chain => chain["MaxHeadAge"] = "5m");
        Bad.Always(Fail.Lagging(5));
        await Minutes(2, 2, 2, 2, 2);
        Assert.Equal([], Told());
        await Minutes(3);
        Assert.Equal(["endpoint-lagging fired"], Told());
        Assert.Contains("behind that of the others", Last("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_endpoints_on_different_forks_are_told_of_after_two_minutes_with_both_blocks()
    {
        await Open();
        Bad.Always(Fail.AnotherFork);
        await Minutes(1, 3);
        Assert.Equal(["endpoints-forked fired"], Told());
        Assert.Contains($"{(await Node.Head()).Hash}", Last("summary"), StringComparison.Ordinal);
        Assert.Contains(new string('1', 64), Last("summary"), StringComparison.Ordinal);
    }

    /// <summary>With a clock that is slow the head is not refused for its age.</summary>
    [Fact]
    public async Task A_chain_that_stands_still_is_told_of_and_again_with_its_next_block()
    {
        await Open(chain => chain["MaxHeadAge"] = "10m", startsAt: TimeSpan.FromMinutes(-15));
        await StandStill(1, 1.5, 6, 1);
        Assert.Equal([], Told());
        await StandStill(1);
        Assert.Equal(["chain-halted fired"], Told());
        Assert.Contains("no block was added for 10m", Last("summary"), StringComparison.Ordinal);

        await Minutes(0.5);

        Assert.Equal(["chain-halted fired", "chain-halted resolved"], Told());
    }

    [Fact]
    public async Task A_feed_that_is_no_longer_updated_is_told_of_with_whom_it_concerns()
    {
        await Open();
        var answer = await Node.Tokens.Weth.Feed.Answer();
        await Node.SetPrice("WETH", answer, (await Node.Head()).Timestamp.AddDays(-2));
        await Minutes(1, 5);
        Assert.Equal([], Told());
        await Minutes(6);
        Assert.Equal(["price-stale fired"], Told());
        Assert.Contains("price feed of ETH and WETH on devnet: no usable price: ", Last("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_takes_no_writes_is_told_of_past_it_and_its_end_through_it()
    {
        await Open();
        store.Connection.Execute("PRAGMA query_only = 1");
        await Assert.ThrowsAsync<StoreException>(() => Minutes(1));
        Assert.Equal([], Told());
        await Assert.ThrowsAsync<StoreException>(() => Minutes(2));
        Assert.Equal(["store-failing fired"], Told());

        store.Connection.Execute("PRAGMA query_only = 0");
        await Minutes(1, 2);

        Assert.Equal(["store-failing fired", "store-failing resolved"], Told());
        Assert.Single(hook.Accepted.Select(call => call.Alert).Distinct());
    }

    [Fact]
    public async Task A_clock_that_is_an_hour_slow_is_told_of_while_blocks_come()
    {
        await Open(chain => chain["MaxHeadAge"] = "5m", startsAt: TimeSpan.FromHours(-1));
        await Minutes(1, 2, 2);
        Assert.Equal(["clock-off fired"], Told());
        Assert.Contains("behind the newest block", Last("summary"), StringComparison.Ordinal);

        clock.Move(TimeSpan.FromHours(1));
        await Minutes(1, 2);

        Assert.Equal(["clock-off fired", "clock-off resolved"], Told());
    }

    [Fact]
    public async Task Cycles_longer_than_their_interval_are_told_of_after_ten_minutes()
    {
        await Open(second: false);
        Bad.On("eth_call", async exchange =>
        {
            clock.Move(TimeSpan.FromSeconds(5));
            await exchange.Reply(await exchange.Forward());
        });
        await Minutes(1, 8);
        Assert.Equal([], Told());
        await Minutes(3);
        Assert.Equal(["cycle-slow fired"], Told());
    }

    [Fact]
    public async Task A_day_s_calls_that_run_low_are_told_of_once()
    {
        await Open(chain => chain["Budget"] = new JsonObject { ["CallsPerDay"] = 40, ["MaxUnread"] = "6h" }, second: false);
        Bad.Always(Fail.ServerError);
        await Minutes([360, .. Enumerable.Repeat(1.0, 15)]);
        Assert.Equal(["call-budget fired"], Told());
    }

    /// <summary>The watch over the borrower without rules, its clock at the chain's time.</summary>
    async Task Open(Action<JsonNode>? change = null, bool second = true, TimeSpan startsAt = default)
    {
        await hook.Up();
        // Where there is another endpoint nobody waits for one that fails.
        clock = new((await Node.Head()).Timestamp + startsAt, slack: second ? 20 : 1);
        var file = Configure(second ? [Node.Url, Bad.Url] : [Bad.Url], watcher =>
        {
            watcher["Wallets"] = new JsonArray(new JsonObject { ["Address"] = Wallet.ToString() });
            watcher["Channels"] = new JsonObject { ["ops"] = new JsonObject { ["Type"] = "webhook", ["Url"] = hook.Url.ToString() } };
            watcher["Chains"]!["devnet"]!["Every"] = "1s";
            change?.Invoke(watcher["Chains"]!["devnet"]!);
        });
        var config = ConfigLoader.Load([file], new(clock, TextWriter.Null));
        store = WatcherStore.OpenToRun(new($"Data Source={Database}"), new(Protocols.Protocols.All.SelectMany(kind => kind.Facts)), clock);
        watch = new(config, store, clock, NullLoggerFactory.Instance);
        await watch.RunOnce(default);
    }

    /// <summary>Lets so many minutes pass on the host and on the chain, which adds a block, then runs a cycle; one time after the other.</summary>
    async Task Minutes(params double[] passing)
    {
        foreach (var minutes in passing)
        {
            clock.Move(TimeSpan.FromMinutes(minutes));
            Node.BlockTime = TimeSpan.FromMinutes(minutes);
            await Node.Mine();
            await watch.RunOnce(default);
        }
    }

    /// <summary>As <see cref="Minutes"/>, but no block is added.</summary>
    async Task StandStill(params double[] passing)
    {
        foreach (var minutes in passing)
        {
            clock.Move(TimeSpan.FromMinutes(minutes));
            await watch.RunOnce(default);
        }
    }

    List<string> Told() => [.. hook.Accepted.DistinctBy(call => call.Key).Select(call => $"{call.Rule} {call.Reason}")];

    string Last(string field) => hook.Accepted.Last()[field]!;
}
