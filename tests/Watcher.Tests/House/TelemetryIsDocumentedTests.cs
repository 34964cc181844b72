using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watcher.Host.Api.Metrics;
using Watcher.Tests.Host.Telemetry;
using Xunit;

namespace Watcher.Tests.House;

/// <summary>docs/telemetry.md lists what there is, and the dashboard asks for nothing else.</summary>
public sealed partial class TelemetryIsDocumentedTests : IDisposable
{
    readonly TracedWatch traced = new();

    public void Dispose() => traced.Dispose();

    [Fact]
    public void Each_metric_is_in_the_table_under_both_of_its_names()
    {
        var documented = File.ReadLines(Checkout.PathOf("docs", "telemetry.md")).Select(line => Row().Match(line)).Where(row => row.Success)
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value));
        Assert.Equal(Instruments().Select(instrument => (instrument.Name, PrometheusText.NameOf(instrument))).Order(), documented.Order());
    }

    [Fact]
    public void The_dashboard_asks_for_metrics_that_exist_and_shows_them_all()
    {
        var dashboard = JsonNode.Parse(File.ReadAllText(Checkout.PathOf("docs", "grafana", "watcher.json")))!;
        var asked = dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray()).SelectMany(target => Named().Matches((string)target!["expr"]!))
            .Select(match => Part().Replace(match.Value, "")).Distinct();
        Assert.Equal(Instruments().Select(PrometheusText.NameOf).Except(["watcher_series_left_off"]).Order(), asked.Order());
    }

    IReadOnlyList<Instrument> Instruments()
    {
        var instruments = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == traced.Watch.Measurements.Meter) instruments.Add(instrument);
        };
        listener.Start();
        return instruments;
    }

    [GeneratedRegex(@"^\| `(watcher\.[a-z.]+)` \| `(watcher_[a-z_]+)` \|")]
    private static partial Regex Row();

    [GeneratedRegex("watcher_[a-z_]+")]
    private static partial Regex Named();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Part();
}
