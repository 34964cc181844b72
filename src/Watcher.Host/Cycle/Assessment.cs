using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Rules;

namespace Watcher.Host.Cycle;

/// <summary>What a cycle means: its reports with the rules they breach, what there was to ask about, and all that the rules had to say.</summary>
sealed record Assessment<TReport>(ImmutableArray<TReport> Reports, ImmutableArray<ReportSubject> Subjects, ImmutableArray<Observation> Observations);
