using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Watcher.Alerts;
using Watcher.Host.Telemetry;
using Watcher.Store;
using Watcher.Tests.Host.Api;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Telemetry;

/// <summary>
/// Alone: the exporter takes the instruments of all watches in the process for the same ones, and drops them with the first watch that ends.
/// </summary>
[Collection(nameof(OtlpExportTests))]
[CollectionDefinition(nameof(OtlpExportTests), DisableParallelization = true)]
public sealed class OtlpExportTests
{
    [Fact]
    public async Task Metrics_and_spans_reach_the_collector_that_is_named_and_no_figure_stays_behind_when_a_loan_cannot_be_read()
    {
        await using var collector = await Collector.Start();
        await using var api = await RunningApi.Start();
        using (var traced = new TracedWatch())
        using (OtlpExport.Start(collector.Address, TimeSpan.FromMilliseconds(50)))
        {
            api.Read(Some.Block(7), Loaned.Good(Some.Block(7), Loaned.Loan("12800", "otlp-loan")));
            await traced.Cycle.Run(default);
            await collector.Until("/v1/metrics", body => body.Contains("otlp-loan", StringComparison.Ordinal));
            api.Read(Some.Block(8), Some.Unreadable(Some.Block(8), Loaned.Lender));
            var before = collector.Bodies("/v1/metrics").Count;
            await collector.Until("/v1/metrics", body => IsOfGauges(body) && !body.Contains("otlp-loan", StringComparison.Ordinal), before);
            api.Ledger.Adopt(Some.Changes(Some.Alert("a1", AlertPhase.Firing), Some.Message("a1-1", "a1")));
            api.Ledger.Record(new(api.Store.Outbox.Due("ops", DateTimeOffset.MaxValue, 1).Single(), Some.Genesis, TimeSpan.Zero, DeliveryOutcome.Delivered, "HTTP 200"));
            await collector.Until("/v1/metrics", body => body.Contains("watcher.deliveries", StringComparison.Ordinal));
            await collector.Until("/v1/traces", body => body.Contains("cycle", StringComparison.Ordinal));
        }
        Assert.All(collector.Bodies(""), body => Assert.Contains("service.name", body, StringComparison.Ordinal));
        Assert.All(collector.Bodies(""), body => Assert.DoesNotContain("-secret", body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_is_not_there_holds_up_nothing()
    {
        using var traced = new TracedWatch();
        using (OtlpExport.Start(new("http://127.0.0.1:1"), TimeSpan.FromMinutes(1))) await traced.Cycle.Run(default);
        Assert.NotNull(traced.Cycle.LastGood);
    }

    static bool IsOfGauges(string body) => body.Contains("watcher.unknown.age", StringComparison.Ordinal);

    /// <summary>Takes what OTLP over HTTP sends; names are read as they lie in the protocol buffers.</summary>
    sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        /// <summary>Far longer than anything takes, also on a busy machine.</summary>
        static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

        readonly List<(string Path, string Body)> received = [];
        readonly SemaphoreSlim news = new(0);

        public Uri Address => new(app.Urls.Single());

        public static async Task<Collector> Start()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            var collector = new Collector(builder.Build());
            collector.Listen();
            await collector.Run();
            return collector;
        }

        public IReadOnlyList<string> Bodies(string path)
        {
            lock (received) return [.. received.Where(one => one.Path.StartsWith(path, StringComparison.Ordinal)).Select(one => one.Body)];
        }

        /// <summary>Until such a body has come, not counting the first <paramref name="after"/>.</summary>
        public async Task Until(string path, Func<string, bool> condition, int after = 0)
        {
            using var limit = new CancellationTokenSource(Limit);
            var seen = after;
            while (true)
            {
                var bodies = Bodies(path);
                if (bodies.Skip(seen).Any(condition)) return;
                seen = bodies.Count;
                await news.WaitAsync(limit.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            news.Dispose();
        }

        Task Run() => app.StartAsync();

        void Listen() => app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            var body = await reader.ReadToEndAsync();
            lock (received) received.Add((context.Request.Path, body));
            news.Release();
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
    }
}
