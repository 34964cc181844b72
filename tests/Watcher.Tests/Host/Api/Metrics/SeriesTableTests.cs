using System.Diagnostics.Metrics;
using Watcher.Host.Api.Metrics;
using Xunit;

namespace Watcher.Tests.Host.Api.Metrics;

public sealed class SeriesTableTests : IDisposable
{
    readonly Meter meter = new("Watcher");
    readonly SeriesTable table;

    public SeriesTableTests() => table = new(meter);

    public void Dispose()
    {
        table.Dispose();
        meter.Dispose();
    }

    IReadOnlyDictionary<string, double> Read() => PrometheusParser.Read(PrometheusText.Of(table.Collect()));

    static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    [Fact]
    public void Counters_add_up_by_their_labels()
    {
        var counter = meter.CreateCounter<long>("watcher.cycles", null, "Cycles");
        counter.Add(1, Tag("chain", "a"));
        counter.Add(2, Tag("chain", "a"));
        counter.Add(5, Tag("chain", "b"));
        Assert.Equal(new() { ["""watcher_cycles_total{chain="a"}"""] = 3, ["""watcher_cycles_total{chain="b"}"""] = 5 }, Read().ToDictionary());
        Assert.Equal(3, Read()["""watcher_cycles_total{chain="a"}"""]);
    }

    [Fact]
    public void Histograms_count_up_to_each_bound_and_name_their_unit()
    {
        var histogram = meter.CreateHistogram("watcher.took", "s", "How long", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        foreach (var value in new[] { 0.25, 0.5, 0.75, 2 }) histogram.Record(value);
        Assert.Equal(new()
        {
            ["""watcher_took_seconds_bucket{le="0.5"}"""] = 2, // 0.25 and the bound itself
            ["""watcher_took_seconds_bucket{le="1"}"""] = 3,
            ["""watcher_took_seconds_bucket{le="+Inf"}"""] = 4,
            ["watcher_took_seconds_sum"] = 3.5,
            ["watcher_took_seconds_count"] = 4,
        }, Read().ToDictionary());
    }

    [Fact]
    public void A_gauge_that_is_observed_no_more_is_gone()
    {
        Measurement<double>[] now = [new(double.PositiveInfinity, Tag("wallet", "a")), new(-1e-7, Tag("wallet", "b"))];
        meter.CreateObservableGauge("watcher.health.factor", () => now);
        Assert.Equal([double.PositiveInfinity, -1e-7], Read().Values);
        now = [new(3, Tag("wallet", "b"))];
        Assert.Equal("""[watcher_health_factor{wallet="b"}, 3]""", Assert.Single(Read()).ToString());
        now = [];
        Assert.Empty(Read());
    }

    [Theory]
    [InlineData("quote\" brace} comma, equals=")]
    [InlineData("line\nfeed\r\n")]
    [InlineData("back\\slash\\")]
    [InlineData("\\n is not a line feed")]
    [InlineData("\"} 1\nwatcher_alerts{rule=\"none\"} 0\n#")]
    public void A_hostile_value_stays_in_its_label(string hostile)
    {
        meter.CreateCounter<long>("watcher.cycles").Add(1, Tag("chain", hostile), Tag("status", "ok"));
        Assert.Equal($"watcher_cycles_total{{chain=\"{hostile}\",status=\"ok\"}}", Assert.Single(Read()).Key);
    }

    [Fact]
    public void A_label_with_ever_new_values_does_not_fill_the_memory()
    {
        var counter = meter.CreateCounter<long>("watcher.cycles");
        for (var i = 0; i < SeriesTable.MostSeries + 10; i++) counter.Add(1, Tag("chain", $"{i}"));
        counter.Add(1, Tag("chain", "0"));
        Assert.Equal((SeriesTable.MostSeries, 2), (Read().Count, Read()["""watcher_cycles_total{chain="0"}"""]));
    }

    [Fact]
    public void What_another_watch_in_this_process_counts_is_not_counted_here()
    {
        using var other = new Meter("Watcher");
        other.CreateCounter<long>("watcher.cycles").Add(1);
        Assert.Empty(Read());
    }

    [Theory]
    [InlineData("watcher_a 1\n")]
    [InlineData("# HELP a b\n# TYPE a gauge\na 1\na 2\n")]
    [InlineData("# HELP a b\n# TYPE a gauge\na{x=\"y} 1\n")]
    [InlineData("# HELP a b\n# TYPE a gauge\na 1")]
    [InlineData("# HELP a b\n# TYPE a gauge\nb 1\n")]
    [InlineData("# HELP a b\n# TYPE a counter\na 1\n")]
    [InlineData("# HELP a b\n# TYPE a gauge\na{x=\"\\x\"} 1\n")]
    [InlineData("# HELP a b\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n")]
    public void The_parser_of_these_tests_takes_nothing_else(string text) => Assert.Throws<FormatException>(() => PrometheusParser.Read(text));
}
