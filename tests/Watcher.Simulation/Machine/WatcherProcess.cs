using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Channels;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Host.Delivery;
using Watcher.Store;

namespace Watcher.Simulation;

/// <summary>One <c>run</c> from its start to its end or crash: wired as <see cref="Watch"/> does it, without nodes.</summary>
sealed class WatcherProcess : IDisposable
{
    public static readonly FactsJson Facts = new(Protocols.Protocols.All.SelectMany(kind => kind.Facts));
    /// <summary>How often a chain is looked at, as far as a budget goes by it.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(30);
    readonly Dictionary<string, Task> jobs = [];

    /// <exception cref="StoreException">The database does not serve.</exception>
    public WatcherProcess(Plan plan, Disk disk, IEnumerable<IChannel> channels, WorldClock clock, Turns turns, Action<WatcherProcess, AlertChanges> stored)
    {
        (Plan, Turns) = (plan, turns);
        var connection = $"Data Source={disk.Database}";
        Config = Settings.Of(plan, channels, connection);
        Store = WatcherStore.OpenToRun(new(connection), Facts, clock);
        var assessor = new Assessor(Config);
        Ledger = new(Config, Store, assessor, new(Config, Store.Alerts.States()), new FixedFacts(), clock);
        Ledger.Stored += changes => stored(this, changes);
        Spendings = Config.Chains.ToDictionary(c => c.Name, c => new Spending(c, Config.Wallets, Look, Client(c, clock), Store.Calls, clock));
        Intakes = Config.Chains.ToDictionary(c => c.Name, c => new Intake(c, assessor, Ledger, clock));
        Courier = new(Store.Outbox, Config.Channels.ToDictionary(c => c.Name), Ledger.Record, clock, NullLogger<Courier>.Instance);
    }

    public Plan Plan { get; }
    public WatcherConfig Config { get; }
    public Turns Turns { get; }
    public WatcherStore Store { get; }
    public Ledger Ledger { get; }
    public IReadOnlyDictionary<string, Intake> Intakes { get; }
    public IReadOnlyDictionary<string, Spending> Spendings { get; }
    public Courier Courier { get; }

    /// <summary>Whether the job of that name is still at it; a job's bug is thrown.</summary>
    public bool IsBusy(string job)
    {
        if (!jobs.TryGetValue(job, out var task)) return false;
        if (!task.IsCompleted) return true;
        jobs.Remove(job);
        task.GetAwaiter().GetResult();
        return false;
    }

    /// <summary>Starts a job; jobs of one name never overlap.</summary>
    public void Start(string job, Func<Task> work) => Turns.Run(() => jobs[job] = work());

    /// <summary>Nothing is asked of it: what it costs is made up.</summary>
    static ChainClient Client(ChainConfig chain, WorldClock clock) => new(new(chain.Name, chain.ChainId), [new NoTransport(chain.EndpointNames.First())], clock, new());

    public void Dispose()
    {
        Turns.Stopped = true;
        Store.Dispose();
    }
}
