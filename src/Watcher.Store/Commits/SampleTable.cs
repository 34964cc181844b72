using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Watcher.Rules;

namespace Watcher.Store;

/// <summary>A table of samples: one column for each metric of a scope, in the order of the catalogue.</summary>
/// <param name="Scope">As <c>series.scope</c> has it; the table is called after it.</param>
sealed partial record SampleTable(string Scope, ImmutableArray<Metric> Metrics)
{
    static readonly SampleTable Loan = Plain("loan", MetricScope.Loan), Liquidity = Plain("liquidity", MetricScope.Liquidity), Wallet = Plain("wallet", MetricScope.Wallet),
        Asset = PerAsset("asset", MetricScope.Wallet), Price = PerAsset("price", MetricScope.Chain);

    public static ImmutableArray<SampleTable> All { get; } = [Loan, Liquidity, Wallet, Asset, Price];

    public string Name => $"{Scope}_samples";

    public ImmutableArray<string> Columns { get; } = [.. Metrics.Select(metric => ColumnOf(metric.Name))];

    public static SampleTable Of(Measured measured) => (measured.Scope, measured.Asset) switch
    {
        (MetricScope.Loan, null) => Loan,
        (MetricScope.Liquidity, null) => Liquidity,
        (MetricScope.Wallet, null) => Wallet,
        (MetricScope.Wallet, _) => Asset,
        (MetricScope.Chain, { }) => Price,
        _ => throw new ArgumentException($"{measured.Scope} has no metrics {(measured.Asset is null ? "without" : "with")} an asset", nameof(measured)),
    };

    /// <summary><c>healthFactor</c> lies in <c>health_factor</c>.</summary>
    public static string ColumnOf(string metric) => Capital().Replace(metric, letter => "_" + letter.Value.ToLowerInvariant());

    static SampleTable Plain(string name, MetricScope scope) => new(name, [.. MetricCatalog.All.Where(m => m.Scope == scope && !m.TakesAsset)]);

    static SampleTable PerAsset(string name, MetricScope scope) => new(name, [.. MetricCatalog.All.Where(m => m.Scope == scope && m.TakesAsset)]);

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
