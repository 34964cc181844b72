using System.Collections.Immutable;
using Watcher.Rules;

namespace Watcher.Host.Backtest;

/// <summary>What a rule would have done in the past.</summary>
/// <param name="FromArchive">Its blocks were read from an archive node now; else they are as recorded.</param>
sealed record BacktestOutcome(Rule Rule, bool FromArchive, ImmutableArray<Past> Pasts, Replay Replay);
