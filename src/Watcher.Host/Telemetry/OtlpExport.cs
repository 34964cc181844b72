using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Watcher.Host.Telemetry;

/// <summary>
/// Sends metrics and spans to an OpenTelemetry collector, by OTLP over HTTP. Only where one is named is any of OpenTelemetry's code loaded.
/// </summary>
sealed class OtlpExport : IDisposable
{
    /// <summary>A collector that does not answer must not hold up a stop.</summary>
    const int StopMilliseconds = 1000;

    readonly MeterProvider metrics;
    readonly TracerProvider spans;

    OtlpExport(Uri collector, TimeSpan every)
    {
        var below = collector.ToString().TrimEnd('/');
        var version = typeof(OtlpExport).Assembly.GetName().Version?.ToString(3);
        var resource = ResourceBuilder.CreateDefault().AddService("watcher", serviceVersion: version);
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Measurements.Name).AddOtlpExporter((options, reader) =>
        {
            To(options, new($"{below}/v1/metrics"));
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)every.TotalMilliseconds;
        }).Build();
        spans = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Tracing.Name)
            .AddOtlpExporter(options =>
            {
                To(options, new($"{below}/v1/traces"));
                var batch = options.BatchExportProcessorOptions;
                batch.ScheduledDelayMilliseconds = (int)Math.Min(every.TotalMilliseconds, batch.ScheduledDelayMilliseconds);
            })
            .Build();
    }

    /// <param name="every">How often metrics are sent, and spans at least.</param>
    public static IDisposable Start(Uri collector, TimeSpan every) => new OtlpExport(collector, every);

    public void Dispose()
    {
        spans.Shutdown(StopMilliseconds);
        metrics.Shutdown(StopMilliseconds);
        spans.Dispose();
        metrics.Dispose();
    }

    static void To(OtlpExporterOptions options, Uri endpoint) => (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, endpoint);
}
