using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Alerts;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Store;
using Watcher.Tests.Channels;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Cycle;

public sealed class StoreAlarmTests : IAsyncLifetime
{
    static readonly StoreException NoRoom = new(StoreTrouble.Full, "no room to write the database: the disk is full");
    readonly TempDatabase files = new();
    HookServer ops = null!;
    WatcherStore store = null!;
    Watch watch = null!;
    StoreAlarm alarm = null!;

    public async Task InitializeAsync()
    {
        ops = await HookServer.Start();
        store = files.OpenToRun();
        watch = new(Config(), store, files.Time, NullLoggerFactory.Instance);
        alarm = new(watch.Config.Channels, watch.Ledger, files.Time, NullLogger<StoreAlarm>.Instance);
    }

    public async Task DisposeAsync()
    {
        alarm.Dispose();
        watch.Dispose();
        store.Dispose();
        await ops.DisposeAsync();
        files.Dispose();
    }

    [Fact]
    public async Task It_is_told_past_the_database_once_and_its_end_like_any_other_alert()
    {
        await Fails(TimeSpan.Zero);
        Assert.Empty(ops.Calls);
        await Fails(TimeSpan.FromMinutes(1));
        await Fails(TimeSpan.FromMinutes(10));
        Assert.Equal(["store-failing fired"], Told);
        Assert.Empty(store.Alerts.List());

        await Writes(TimeSpan.Zero);
        Assert.Equal(AlertPhase.Firing, Assert.Single(store.Alerts.List()).Phase);
        await Writes(TimeSpan.FromMinutes(1));
        Assert.Equal(["store-failing fired", "store-failing resolved"], Told);
        Assert.Single(ops.Calls.Select(call => ((string)JsonNode.Parse(call.Body)!["id"]!)[..^2]).Distinct());
    }

    [Fact]
    public async Task A_short_trouble_is_nobodys_business()
    {
        await Fails(TimeSpan.Zero);
        await Writes(TimeSpan.FromSeconds(59));
        await Writes(TimeSpan.FromHours(1));
        Assert.Empty(ops.Calls);
        Assert.Empty(store.Alerts.States());
    }

    [Fact]
    public async Task What_a_channel_put_off_is_tried_again_under_its_key_and_stored_when_that_is_possible()
    {
        ops.AnswerWith(503);
        await Fails(TimeSpan.Zero);
        await Fails(TimeSpan.FromMinutes(1));
        await Fails(TimeSpan.FromSeconds(30));
        ops.AnswerWith(200);
        await Writes(TimeSpan.FromSeconds(30));
        Assert.Equal(3, ops.Calls.Count);
        Assert.Single(ops.Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task Trouble_that_comes_back_before_it_was_over_is_the_same_alert()
    {
        await Fails(TimeSpan.Zero);
        await Fails(TimeSpan.FromMinutes(1));
        await Writes(TimeSpan.FromSeconds(30));
        await Fails(TimeSpan.FromSeconds(10));
        await Fails(TimeSpan.FromMinutes(5));
        Assert.Equal(["store-failing fired"], Told);
    }

    IEnumerable<string> Told => ops.Calls.Select(call => JsonNode.Parse(call.Body)!).Select(body => $"{body["rule"]} {body["reason"]}");

    async Task Fails(TimeSpan after)
    {
        files.Time.Advance(after);
        await alarm.Failed(NoRoom, default);
    }

    async Task Writes(TimeSpan after)
    {
        files.Time.Advance(after);
        await alarm.Well(default);
        await watch.Courier.DeliverOnce(default);
    }

    WatcherConfig Config()
    {
        var channel = new JsonObject { ["Type"] = "webhook", ["Url"] = ops.Url.ToString() };
        var tree = new JsonObject { ["Channels"] = new JsonObject { ["ops"] = channel } };
        return ConfigReader.Read(ChainLayers.Of(tree, ShippedChains.BesideTheProgram, []), new(files.Time, TextWriter.Null));
    }
}
