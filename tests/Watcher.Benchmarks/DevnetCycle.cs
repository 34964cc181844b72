using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Devnet;
using Watcher.Evm;
using Watcher.Evm.Rpc;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Reports;
using Watcher.Rules;

namespace Watcher.Benchmarks;

/// <summary>Cycles over wallets of the local chain up to their reports, as <c>run</c> has them but for the store: that has its own benchmark.</summary>
sealed class DevnetCycle : IDisposable
{
    readonly HttpTransport http;
    readonly WatcherConfig config;
    readonly BlockReader reader;
    readonly Assessor assessor;
    ulong? last;

    public DevnetCycle(DevnetNode node, IEnumerable<Address> wallets)
    {
        config = ConfigReader.Read(ChainLayers.Of(Settings(node, wallets), ShippedChains.BesideTheProgram, []), ChannelContexts.Silent, strict: false);
        http = new(node.Url, 0);
        Wire = new(http);
        var chain = config.Chains[0];
        var client = new ChainClient(new(chain.Name, chain.ChainId) { Multicall3 = chain.Multicall3, MaxHeadAge = chain.MaxHeadAge }, [Wire], TimeProvider.System, new());
        (reader, assessor) = (new(chain, client, Watcher.Protocols.Protocols.PriceFeeds), new(config));
    }

    public RecordedWire Wire { get; }

    /// <summary>The local chain's configuration for these wallets.</summary>
    public static JsonObject Settings(DevnetNode node, IEnumerable<Address> wallets)
    {
        var settings = (JsonObject)node.Configuration()["Watcher"]!.DeepClone();
        settings["Wallets"] = new JsonArray([.. wallets.Select(wallet => new JsonObject { ["Address"] = wallet.ToString() })]);
        return settings;
    }

    /// <summary>One cycle: the newest block, every protocol, prices, reports, rules.</summary>
    public async Task<ReadCounters> Run()
    {
        var since = last;
        var read = await reader.Read(BlockSelector.Latest, config.Wallets, null, _ => since, (_, _) => Task.CompletedTask, ChainCycle.Limit, default);
        if (read is not BlockSnapshot.Read { IsComplete: true } snapshot) throw new InvalidOperationException($"not everything could be read: {read}");
        var assessment = assessor.Assess(snapshot, Memory.None, TimeProvider.System.GetUtcNow());
        if (assessment.Reports.Length != config.Wallets.Length) throw new InvalidOperationException("a wallet has no report");
        last = snapshot.Block.Number;
        return snapshot.Counters;
    }

    public void Dispose() => http.Dispose();
}
