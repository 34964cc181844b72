namespace Watcher.Host.Api.Metrics;

/// <summary><c>/metrics</c>: the meter <c>Watcher</c> as Prometheus reads it. Who may read the API may read it.</summary>
sealed class MetricsEndpoint(SeriesTable series, Gate gate)
{
    const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public async Task Run(HttpContext context)
    {
        gate.Check(context, writes: false);
        context.Response.ContentType = ContentType;
        await context.Response.WriteAsync(PrometheusText.Of(series.Collect()), context.RequestAborted);
    }
}
