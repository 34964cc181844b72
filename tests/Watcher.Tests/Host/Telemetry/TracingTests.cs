using System.Diagnostics;
using Watcher.Alerts;
using Watcher.Tests.Evm;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Telemetry;

public sealed class TracingTests : IDisposable
{
    readonly TracedWatch traced = new();

    public void Dispose() => traced.Dispose();

    [Fact]
    public async Task A_cycle_is_a_span_with_its_rounds_and_what_it_stores_below_it()
    {
        await traced.Cycle.Run(default);
        var cycle = Assert.Single(traced.Spans, span => span.OperationName == "cycle");
        Assert.Equal(("devnet", "ok", true, 0L), (Tag(cycle, "chain"), Tag(cycle, "status"), Tag(cycle, "complete"), Tag(cycle, "block")));
        Assert.Equal(["round", "store"], traced.Spans.Where(span => span.ParentSpanId == cycle.SpanId).Select(span => span.OperationName).Distinct());
        Assert.Equal(traced.Spans.Count(span => span.OperationName == "round"), Tag(cycle, "rounds"));
    }

    [Fact]
    public async Task A_cycle_that_reaches_no_node_says_why_and_names_no_path()
    {
        traced.Node.Fault = request => request.Method == "eth_chainId" ? FakeNode.Json("\"0x1\"") : null;
        await traced.Cycle.Run(default);
        var cycle = Assert.Single(traced.Spans, span => span.OperationName == "cycle");
        Assert.Equal((ActivityStatusCode.Error, "unknown"), (cycle.Status, Tag(cycle, "status")));
        Assert.DoesNotContain("secret", string.Join(' ', traced.Spans.SelectMany(span => span.TagObjects)) + cycle.StatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_is_a_span_below_the_cycle_that_led_to_it()
    {
        traced.Watch.Ledger.Adopt(Some.Changes(Some.Alert("a1", AlertPhase.Firing), Some.Message("a1-1", "a1")));
        await traced.Watch.Courier.Deliver("ops", default, traced.Root);
        var delivery = Assert.Single(traced.Spans, span => span.OperationName == "delivery" && span.ParentSpanId == traced.Root.SpanId);
        Assert.Equal((ActivityKind.Client, "ops", "retry", 1), (delivery.Kind, Tag(delivery, "channel"), Tag(delivery, "outcome"), Tag(delivery, "attempt")));
        Assert.Equal(ActivityStatusCode.Error, delivery.Status);
    }

    static object? Tag(Activity span, string name) => span.GetTagItem(name);
}
