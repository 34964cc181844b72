using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Evm;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Host.Telemetry;
using Watcher.Store;
using Watcher.Tests.Evm;
using Watcher.Tests.Store;

namespace Watcher.Tests.Host.Telemetry;

/// <summary>A watch over a chain in memory, with somebody listening to its spans.</summary>
sealed class TracedWatch : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore store;
    readonly ActivitySource test = new("test");
    readonly ActivityListener listener;
    readonly List<Activity> spans = [];
    readonly Activity root;

    public TracedWatch()
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name is Tracing.Name || source == test,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Stopped,
        };
        ActivitySource.AddActivityListener(listener);
        root = test.StartActivity("test")!;
        store = files.OpenToRun();
        Watch = new(ConfigReader.Read(ChainLayers.Of(Settings, ShippedChains.BesideTheProgram, []), ChannelContexts.Silent), store, TimeProvider.System, NullLoggerFactory.Instance);
        Node = new(Chain);
        Cycle = Of(Watch.Config.Chains[0]);
    }

    public FakeChain Chain { get; } = new();

    public FakeNode Node { get; }

    public Watch Watch { get; }

    public ChainCycle Cycle { get; }

    public ActivityContext Root => root.Context;

    /// <summary>Of this watch only: others run beside it.</summary>
    public IReadOnlyList<Activity> Spans
    {
        get { lock (spans) return [.. spans.Where(span => span.TraceId == root.TraceId)]; }
    }

    public void Dispose()
    {
        root.Dispose();
        listener.Dispose();
        test.Dispose();
        Watch.Dispose();
        store.Dispose();
        files.Dispose();
    }

    void Stopped(Activity span)
    {
        lock (spans) spans.Add(span);
    }

    ChainCycle Of(ChainConfig chain)
    {
        var (time, every, wallets) = (TimeProvider.System, TimeSpan.FromSeconds(30), Watch.Config.Wallets);
        var client = new ChainClient(new(chain.Name, FakeChain.Id) { RetryDelay = TimeSpan.Zero, Tries = 1 }, [Node], time, new());
        var reader = new BlockReader(chain, client, Watcher.Protocols.Protocols.PriceFeeds);
        return new(chain, wallets, reader, new(chain, new(Watch.Config), Watch.Ledger, time), Watch.Ledger, new(chain, every, time),
            new(chain, wallets, every, client, store.Calls, time), time, new(NullLogger<CycleLog>.Instance));
    }

    static JsonObject Settings => (JsonObject)JsonNode.Parse($$"""
        {
          "Chains": { "devnet": { "ChainId": 31337, "Rpc": ["http://127.0.0.1:1/path-secret"] } },
          "Wallets": [ { "Address": "{{Some.Wallet}}" } ],
          "Channels": { "ops": { "Type": "webhook", "Url": "http://127.0.0.1:1/hook-secret" } }
        }
        """)!;
}
