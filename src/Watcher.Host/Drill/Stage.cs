using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Reports;
using Watcher.Rules;

namespace Watcher.Host.Drill;

/// <summary>Real wallets as they were just read, and what the rules would say of them under a move of the market.</summary>
sealed class Stage(WatcherConfig config, ImmutableArray<BlockSnapshot> snapshots, DateTimeOffset now)
{
    public AssetBook Assets => config.Assets;

    /// <summary>What could not be read and why, in words; null where everything could.</summary>
    public string? Unread
    {
        get
        {
            var failures = snapshots.SelectMany(snapshot => snapshot switch
            {
                BlockSnapshot.Unreached unreached => [$"{unreached.Chain.Name}: {unreached.Failure.ReasonText} ({unreached.Failure.Why})"],
                BlockSnapshot.Read read => read.Readings.OfType<UnreadableReading>().Select(r => $"{r.Subject.What}: {r.Failure.ReasonText} ({r.Failure.Why})"),
                _ => [],
            }).Distinct().ToList();
            return failures.Count == 0 ? null : string.Join("; ", failures);
        }
    }

    /// <summary>What these rules say of every subject that they cover.</summary>
    public ImmutableArray<Observation> Under(MarketMove move, params ImmutableArray<Rule> rules)
    {
        var assessor = new Assessor(config with { Rules = rules });
        var assessed = snapshots.Select(snapshot => assessor.Assess(snapshot, Memory.None, now, move.Supposed)).ToList();
        var portfolios = assessor.Portfolios([.. assessed.SelectMany(one => one.Reports)]);
        return [.. assessed.SelectMany(one => one.Observations), .. portfolios.Observations];
    }
}
