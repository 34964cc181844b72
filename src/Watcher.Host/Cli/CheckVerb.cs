using System.Collections.Immutable;
using Watcher.Host.Cycle;
using Watcher.Reports;

namespace Watcher.Host.Cli;

/// <summary><c>check</c>: reads wallets once and reports.</summary>
static class CheckVerb
{
    public static async Task<int> Run(CheckOptions options, CancellationToken cancellation)
    {
        var read = await OneShot.Read(options, _ => { }, cancellation);
        var report = Report(new Assessor(read.Config), read.Snapshots);
        ReportOutput.Write(report, options.Json);
        return ReportOutput.ExitCodeOf(report);
    }

    static Report Report(Assessor assessor, ImmutableArray<BlockSnapshot> snapshots)
    {
        var now = TimeProvider.System.GetUtcNow();
        var reports = snapshots.SelectMany(s => assessor.Assess(s, Memory.None, now).Reports).ToImmutableArray();
        return new(reports, assessor.Portfolios(reports).Reports);
    }
}
