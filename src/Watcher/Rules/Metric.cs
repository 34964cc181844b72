namespace Watcher.Rules;

/// <summary>What a metric is measured on.</summary>
public enum MetricScope { Loan, Liquidity, Wallet, Chain }

/// <summary>A metric of the catalogue, as rules, history, API and dashboards name it.</summary>
/// <param name="TakesAsset">Written with an asset in brackets: <c>weight(ETH)</c>.</param>
public sealed record Metric(string Name, MetricScope Scope, string Unit, bool TakesAsset, string Meaning);

/// <summary>A use of a metric: <c>healthFactor</c>, <c>weight(ETH)</c>, <c>price(group:eth)</c>.</summary>
public sealed record MetricRef(Metric Metric, string? Asset)
{
    public override string ToString() => Asset is null ? Metric.Name : $"{Metric.Name}({Asset})";
}

/// <summary>The three-and-one answers a metric has.</summary>
public enum MetricState { Known, Infinite, Unknown, NotApplicable }

/// <summary>A metric's value on one subject at one block.</summary>
public readonly record struct MetricValue(MetricState State, BigDecimal Number)
{
    public static MetricValue Of(BigDecimal number) => new(MetricState.Known, number);
    public static MetricValue Infinite => new(MetricState.Infinite, default);
    public static MetricValue Unknown => new(MetricState.Unknown, default);
    public static MetricValue NotApplicable => new(MetricState.NotApplicable, default);

    /// <summary>As the report prints it: a plain number, or <c>Infinity</c>; null when unknown or not applicable.</summary>
    public string? Text => State switch
    {
        MetricState.Known => Number.ToString(),
        MetricState.Infinite => "Infinity",
        _ => null,
    };
}
