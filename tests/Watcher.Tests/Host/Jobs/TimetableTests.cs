using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Quartz;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Host.Jobs;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Jobs;

/// <summary>The real scheduler over a chain whose node is down.</summary>
public sealed class TimetableTests
{
    /// <summary>Far longer than anything takes, also on a busy machine.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(-8)]
    [InlineData(8)]
    public async Task A_clock_that_is_set_neither_stops_the_cycles_nor_crowds_them(int hours)
    {
        using var files = new TempDatabase();
        using var store = files.OpenToRun();
        var (wall, ran) = (new SettableTime(), new SemaphoreSlim(0));
        using var watch = new Watch(ConfigReader.Read(ChainLayers.Of(Settings, ShippedChains.BesideTheProgram, []), ChannelContexts.Silent), store, wall, NullLoggerFactory.Instance);
        watch.Ran += _ => ran.Release();
        var services = new ServiceCollection().AddLogging();
        Timetable.AddTo(services, watch, wall);
        await using var provider = services.BuildServiceProvider();
        var scheduler = await provider.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Start();
        Assert.True(await ran.WaitAsync(Limit));
        wall.Set(TimeSpan.FromHours(hours));
        var since = TimeProvider.System.GetTimestamp();
        // Those that ended before, while this thread may have been kept waiting.
        while (await ran.WaitAsync(TimeSpan.Zero))
        {
        }
        for (var i = 0; i < 3; i++) Assert.True(await ran.WaitAsync(Limit));
        Assert.True(TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(1));
        await scheduler.Shutdown(waitForJobsToComplete: true);
    }

    static JsonObject Settings => (JsonObject)JsonNode.Parse($$"""
        {
          "Schedule": { "Every": "1s" },
          "Chains": { "devnet": { "ChainId": 31337, "Rpc": ["http://127.0.0.1:1"] } },
          "Wallets": [ { "Address": "{{Some.Wallet}}" } ]
        }
        """)!;

    /// <summary>The machine's clock, set by somebody.</summary>
    sealed class SettableTime : TimeProvider
    {
        long ticks;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref ticks));

        public void Set(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
    }
}
