using System.Collections.Immutable;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Reports;
using Watcher.Risk;

namespace Watcher.Host.Cli;

/// <summary><c>stress</c>: what the positions would be.</summary>
static class StressVerb
{
    public static async Task<int> Run(CheckOptions options, IReadOnlyList<string> shocks, double days, CancellationToken cancellation)
    {
        ImmutableArray<Shock> parsed = [];
        var read = await OneShot.Read(options, config => parsed = [.. shocks.Select(text => Parse(text, config.Assets))], cancellation);
        var report = Suppose(read, parsed, BigDecimal.From(days));
        ReportOutput.Write(report, options.Json);
        return ReportOutput.ExitCodeOf(report);
    }

    static Report Suppose(OneShot read, ImmutableArray<Shock> shocks, BigDecimal days)
    {
        var (assessor, stress) = (new Assessor(read.Config), new Stress(shocks, days));
        var now = TimeProvider.System.GetUtcNow();
        var reports = read.Snapshots.SelectMany(s => assessor.Assess(s, Memory.None, now, stress).Reports).ToImmutableArray();
        return new(reports, assessor.Portfolios(reports).Reports) { Scenario = Scenario.Of(shocks, days) };
    }

    /// <summary><c>ETH=-30%</c>, <c>group:eth=-0.3</c>, <c>all=-30%</c>.</summary>
    public static Shock Parse(string text, AssetBook assets)
    {
        var equals = text.LastIndexOf('=');
        if (equals <= 0) throw new UsageException($"--shock: '{text}' is not of the form ETH=-30%");
        if (Shock.ChangeOf(text[(equals + 1)..], out var wrong) is not { } change) throw new UsageException($"--shock: {wrong}");
        return Shock.AssetOf(text[..equals], assets, out var unknown) is { } asset ? new(asset, change) : throw new ConfigurationException("--shock", unknown!);
    }
}
