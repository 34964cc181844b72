using System.Collections.Immutable;
using Watcher.Channels;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Host.Delivery;
using Watcher.Host.Telemetry;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>Everything that one <c>run</c> watches, wired together: a cycle per chain, the ledger they share, and the courier.</summary>
sealed class Watch : IDisposable
{
    readonly ImmutableDictionary<string, ChainCycle> cycles;
    readonly DeadManPing? deadMan;
    readonly StoreAlarm alarm;
    readonly TimeProvider time;

    public Watch(WatcherConfig config, WatcherStore store, TimeProvider time, ILoggerFactory logs)
    {
        var (assessor, facts) = (new Assessor(config), new FixedFacts());
        (Config, Store, this.time) = (config, store, time);
        Ledger = new(config, store, assessor, new(config, store.Alerts.States()), facts, time);
        Ledger.Stored += new ChannelLog(logs.CreateLogger<ChannelLog>()).Write;
        cycles = config.Chains.Select(chain => (Chain: chain, Wallets: config.Wallets.Where(w => w.Chains.Contains(chain.Name)).ToImmutableArray()))
            .Where(c => !c.Wallets.IsEmpty)
            .Select(c => Cycle(c.Chain, c.Wallets, assessor, facts, logs)).ToImmutableDictionary(c => c.Chain.Name);
        Courier = new(store.Outbox, config.Channels.ToDictionary(c => c.Name), Ledger.Record, time, logs.CreateLogger<Courier>());
        alarm = new(config.Channels, Ledger, time, logs.CreateLogger<StoreAlarm>());
        Measurements = new(this, time);
        deadMan = config.Schedule.DeadManUrl is { } url ? new(url, time, logs.CreateLogger<DeadManPing>()) : null;
    }

    public WatcherConfig Config { get; }
    public WatcherStore Store { get; }
    public Ledger Ledger { get; }
    public Courier Courier { get; }
    public Measurements Measurements { get; }
    public IEnumerable<ChainCycle> Cycles => cycles.Values.OrderBy(c => c.Chain.Name, StringComparer.Ordinal);

    /// <summary>By the wall clock.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A cycle of a chain came to its end.</summary>
    public event Action<CycleOutcome>? Ran;

    ChainCycle Cycle(ChainConfig chain, ImmutableArray<WalletConfig> wallets, Assessor assessor, FixedFacts facts, ILoggerFactory logs)
    {
        var (reader, every) = (BlockReader.Of(chain, time, facts), chain.Looks(Config.Schedule.Every));
        var cycle = new ChainCycle(chain, wallets, reader, new(chain, assessor, Ledger, time), Ledger, new(chain, every, time),
            new(chain, wallets, every, reader.Client, Store.Calls, time), time, new(logs.CreateLogger<CycleLog>()));
        cycle.Ended += outcome => Ran?.Invoke(outcome);
        return cycle;
    }

    /// <summary>One cycle of a chain; the outside watchdog hears of it when it was good and nothing else of the watch is in trouble.</summary>
    public async Task<CycleOutcome> Run(string chain, CancellationToken cancellation)
    {
        var outcome = await Stored(chain, cancellation);
        if (deadMan is not null && outcome.Complete && Soundness.Of(this)) await deadMan.Send(cancellation);
        return outcome;
    }

    /// <summary>A cycle that found nothing new to store proves that it could have.</summary>
    async Task<CycleOutcome> Stored(string chain, CancellationToken cancellation)
    {
        try
        {
            var outcome = await cycles[chain].Run(cancellation);
            if (outcome.Counters is null) Store.Prove();
            await alarm.Well(cancellation);
            return outcome;
        }
        catch (StoreException trouble)
        {
            await alarm.Failed(trouble, cancellation);
            throw;
        }
    }

    /// <summary>One cycle of everything.</summary>
    public async Task<Report> RunOnce(CancellationToken cancellation)
    {
        await Task.WhenAll(cycles.Keys.Select(chain => Run(chain, cancellation)));
        await Courier.DeliverOnce(cancellation);
        return Ledger.Latest;
    }

    public void Dispose()
    {
        Measurements.Dispose();
        deadMan?.Dispose();
        alarm.Dispose();
    }
}
