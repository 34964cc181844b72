using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace Watcher.Host.Api.Metrics;

/// <summary>Keeps count of one meter's instruments between two looks, and looks at what is observable at each.</summary>
sealed class SeriesTable : IDisposable
{
    /// <summary>Series of one metric: a label with ever new values must not fill the memory. Those beyond are not counted.</summary>
    public const int MostSeries = 2000;

    readonly Lock gate = new();
    readonly MeterListener listener = new();
    readonly SortedDictionary<string, (Instrument Instrument, Dictionary<string, Series> Series)> metrics = new(StringComparer.Ordinal);

    public SeriesTable(Meter meter)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter == meter) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>Every metric with its series by their labels as they are written.</summary>
    public ImmutableArray<(Instrument Instrument, ImmutableArray<KeyValuePair<string, Series>> Series)> Collect()
    {
        lock (gate)
        {
            // What is not observed any more is gone.
            foreach (var metric in metrics.Values.Where(metric => metric.Instrument.IsObservable)) metric.Series.Clear();
            listener.RecordObservableInstruments();
            return [.. metrics.Values.Select(metric => (metric.Instrument, metric.Series.ToImmutableArray()))];
        }
    }

    void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        lock (gate)
        {
            if (Find(instrument, labels) is not { } series) return;
            if (instrument.IsObservable) series.Set(value);
            else if (instrument is Histogram<double>) series.Record(value);
            else series.Add(value);
        }
    }

    Series? Find(Instrument instrument, string labels)
    {
        if (!metrics.TryGetValue(instrument.Name, out var metric)) metrics[instrument.Name] = metric = (instrument, []);
        if (metric.Series.TryGetValue(labels, out var series) || metric.Series.Count == MostSeries) return series;
        return metric.Series[labels] = new((instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries);
    }

    public void Dispose() => listener.Dispose();
}
