using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Reports;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Host.Backtest;

/// <summary>
/// Leads one rule through blocks of the past with the real machine, from an empty state. The blocks' own time is the wall clock too: what
/// the wall clock asks for is told at the first block after it is due. Nobody acknowledges or silences anything.
/// </summary>
/// <param name="config">With this rule as the only one.</param>
sealed class Replay(WatcherConfig config)
{
    readonly Assessor assessor = new(config);
    readonly AlertDesk desk = new(config, []);
    readonly Dictionary<string, ChainMemory> memories = [];
    readonly Dictionary<(string Chain, Address Wallet), WalletReport> latest = [];
    readonly Dictionary<string, ReplayedAlert> lives = [];
    readonly List<string> lifeOrder = [];
    readonly Dictionary<string, int> messages = config.Channels.ToDictionary(channel => channel.Name, _ => 0);
    readonly List<(ChainEvent Happened, AlertSubject Subject)> events = [];
    DateTimeOffset now;

    /// <summary>How often the rule was asked, of one subject at one block each, and how often that could not be known.</summary>
    public (int Times, int Unknown) Asked { get; private set; }

    /// <summary>Notifications as each channel would have got them.</summary>
    public IReadOnlyDictionary<string, int> Messages => messages;

    /// <summary>Every life that fired, in the order of their begin.</summary>
    public ImmutableArray<ReplayedAlert> Alerts => [.. Lives.Where(life => life.State.Outage is null)];

    /// <summary>Every outage that was told.</summary>
    public ImmutableArray<ReplayedAlert> Outages => [.. Lives.Where(life => life.State.Outage is not null)];

    /// <summary>What happened to positions that the rule covers, and which of its alerts fired then already: the one that fired first.</summary>
    public IEnumerable<(ChainEvent Happened, ReplayedAlert? Warning)> Events =>
        events.Select(e => (e.Happened, Alerts.FirstOrDefault(alert => alert.WarnedOf(e.Subject, e.Happened))));

    IEnumerable<ReplayedAlert> Lives => lifeOrder.Select(id => lives[id]).Where(life => life.Fired is not null);

    /// <summary>The next block, in the order of time.</summary>
    public void Take(BlockSnapshot.Read read)
    {
        now = read.Block.Timestamp > now ? read.Block.Timestamp : now;
        var memory = memories.TryGetValue(read.Chain.Name, out var known) ? known : memories[read.Chain.Name] = new();
        var assessed = assessor.Assess(read, memory.Now, now);
        foreach (var report in assessed.Reports) latest[(report.Chain, report.Wallet)] = report;
        ImmutableArray<Observation> seen = [.. assessed.Observations, .. assessor.Portfolios([.. latest.Values]).Observations];
        Asked = (Asked.Times + seen.Length, Asked.Unknown + seen.Count(one => one.When == Truth.Unknown));
        Keep(desk.Take([.. seen, .. Happened(read, assessed), .. ClosedPositions.Of(read.Readings, desk.States, config.Rules)], Steering.None, now), read.Block);
        Keep(desk.Tick([], Steering.None, now), read.Block);
        memory.Take(read.Readings);
        memory.Take(assessed.Reports);
    }

    List<Observation> Happened(BlockSnapshot.Read read, Assessment<WalletReport> assessed)
    {
        var observations = new List<Observation>();
        foreach (var good in read.Readings.OfType<GoodReading>())
        {
            foreach (var happened in good.Events)
            {
                var subject = ReportSubjects.Position(assessed.Reports.First(r => r.Wallet == good.Subject.Wallet), happened.Position, good.Subject.Protocol);
                if (config.Rules.Any(rule => rule.Selects(subject))) events.Add((happened, subject));
                observations.AddRange(RuleEvaluation.Observe(config.Rules, subject, happened));
            }
        }
        return observations;
    }

    void Keep(AlertChanges changes, BlockRef block)
    {
        desk.Keep(changes);
        foreach (var message in changes.Outbox) messages[message.Channel]++;
        foreach (var state in changes.States.Where(state => state.Id is not null))
        {
            if (!lives.ContainsKey(state.Id!)) lifeOrder.Add(state.Id!);
            var steps = changes.Transitions.Where(step => step.AlertId == state.Id).Select(step => new ReplayedStep(step.From, step.To, step.Reason, block, state.Value));
            lives[state.Id!] = new(state, [.. lives.GetValueOrDefault(state.Id!)?.Steps ?? [], .. steps]);
        }
    }
}
