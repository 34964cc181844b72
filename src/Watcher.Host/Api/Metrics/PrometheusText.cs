using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Watcher.Host.Api.Metrics;

/// <summary>Prometheus' text format, 0.0.4: <c>watcher.cycle.duration</c> in seconds is <c>watcher_cycle_duration_seconds</c>, a counter ends in <c>_total</c>.</summary>
static class PrometheusText
{
    public static string Of(IEnumerable<(Instrument Instrument, ImmutableArray<KeyValuePair<string, Series>> Series)> metrics)
    {
        var text = new StringBuilder();
        foreach (var (instrument, series) in metrics.Where(metric => !metric.Series.IsEmpty))
        {
            var name = NameOf(instrument);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Escaped(instrument.Description ?? "")}\n# TYPE {name} {TypeOf(instrument)}\n");
            foreach (var (labels, one) in series) Write(text, instrument, name, labels, one);
        }
        return text.ToString();
    }

    public static string NameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return instrument.Name.Replace('.', '_') + unit + (TypeOf(instrument) == "counter" ? "_total" : "");
    }

    /// <summary><c>chain="devnet",wallet="0x…"</c>: names are ours, values may be anybody's.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            if (text.Length > 0) text.Append(',');
            text.Append(name).Append("=\"").Append(Escaped($"{value}").Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }
        return text.ToString();
    }

    static void Write(StringBuilder text, Instrument instrument, string name, string labels, Series series)
    {
        if (TypeOf(instrument) != "histogram")
        {
            Line(text, name, labels, series.Value);
            return;
        }
        foreach (var (bound, count) in series.Buckets) Line(text, $"{name}_bucket", With(labels, Number(bound)), count);
        Line(text, $"{name}_bucket", With(labels, "+Inf"), series.Count);
        Line(text, $"{name}_sum", labels, series.Value);
        Line(text, $"{name}_count", labels, series.Count);
    }

    static string With(string labels, string bound) => labels.Length == 0 ? $"le=\"{bound}\"" : $"{labels},le=\"{bound}\"";

    static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    static string TypeOf(Instrument instrument) => instrument switch
    {
        Histogram<double> => "histogram",
        Counter<long> or ObservableCounter<long> => "counter",
        _ => "gauge",
    };

    static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
