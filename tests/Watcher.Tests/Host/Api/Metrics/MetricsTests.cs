using System.Net;
using Watcher.Alerts;
using Watcher.Store;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Api.Metrics;

public sealed class MetricsTests
{
    const string Wallet = """chain="devnet",wallet="0x00000000000000000000000000000000000000AA",label="treasury",protocol="lender",position="devnet/lender/main/0xaa" """;

    static readonly string Loan = Wallet.TrimEnd();

    [Fact]
    public async Task A_loan_has_its_figures_until_it_cannot_be_read_and_then_the_age_of_that()
    {
        await using var api = await RunningApi.Start();
        api.Read(Some.Block(7), Some.Good(Some.Block(7), 7), Loaned.Good(Some.Block(7), Loaned.Loan("12800")));
        var well = await Read(api);
        Assert.Equal(1.25, well[$"watcher_health_factor{{{Loan}}}"]); // 0.8 * 20,000 / 12,800
        Assert.Equal(0.2, well[$"watcher_liquidation_distance{{{Loan}}}"], 6); // 1 - 1/1.25
        Assert.Equal(1, well["""watcher_wallets{chain="devnet",status="breach"}"""]);

        api.Read(Some.Block(8), Some.Good(Some.Block(8), 7), Some.Unreadable(Some.Block(8), Loaned.Lender));
        var unread = await Read(api);
        Assert.Contains("""watcher_unknown_age_seconds{chain="devnet",what="devnet/lender/main"}""", unread.Keys);
        Assert.DoesNotContain(unread.Keys, key => key.StartsWith("watcher_health_factor", StringComparison.Ordinal));
        Assert.Equal(1, unread["""watcher_alerts{rule="liquidation-warning",state="firing"}"""]);
    }

    [Fact]
    public async Task Deliveries_and_the_outbox_are_counted_by_channel()
    {
        await using var api = await RunningApi.Start();
        api.Ledger.Adopt(Some.Changes(Some.Alert("a1", AlertPhase.Firing), Some.Message("a1-1", "a1"), Some.Message("a1-2", "a1")));
        var due = api.Store.Outbox.Due("ops", DateTimeOffset.MaxValue, 2)[0];
        api.Ledger.Record(new(due, Some.Genesis, TimeSpan.FromSeconds(0.3), DeliveryOutcome.Retry, "HTTP 503", Some.Genesis.AddSeconds(10)));
        var read = await Read(api);
        Assert.Equal(1, read["""watcher_deliveries_total{channel="ops",outcome="retry"}"""]);
        Assert.Equal((0, 1), (read["""watcher_delivery_duration_seconds_bucket{channel="ops",le="0.25"}"""], read["""watcher_delivery_duration_seconds_bucket{channel="ops",le="0.5"}"""]));
        Assert.Equal(2, read["""watcher_outbox_pending{channel="ops"}"""]);
    }

    [Fact]
    public async Task Who_may_not_read_the_API_may_not_read_them_either()
    {
        await using var api = await RunningApi.Start(RunningApi.Token);
        using var without = await api.Send("GET", "/metrics");
        using var with = await api.Send("GET", "/metrics", token: RunningApi.Token);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (without.StatusCode, with.StatusCode));
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", $"{with.Content.Headers.ContentType}");
        var text = await with.Content.ReadAsStringAsync();
        Assert.DoesNotContain("-secret", text, StringComparison.Ordinal);
        Assert.Contains("endpoint=\"127.0.0.1#0\"", text, StringComparison.Ordinal);
    }

    static async Task<IReadOnlyDictionary<string, double>> Read(RunningApi api) => PrometheusParser.Read(await api.Http.GetStringAsync("/metrics"));
}
