using System.Diagnostics;
using Watcher.Host.Cycle;
using Watcher.Store;

namespace Watcher.Host.Telemetry;

/// <summary>
/// Spans: one a cycle, with its rounds, what it stores and what it sends below it. They name chains, endpoints as host and index, and channels; no
/// address of anything. Nobody listening, they cost nothing.
/// </summary>
static class Tracing
{
    public const string Name = "Watcher";

    static readonly ActivitySource Source = new(Name);

    public static Activity? Cycle(string chain) => Source.StartActivity("cycle")?.SetTag("chain", chain);

    public static Activity? Store() => Source.StartActivity("store");

    /// <summary>A critical alert is confirmed by another endpoint.</summary>
    public static Activity? SecondOpinion() => Source.StartActivity("second opinion");

    /// <param name="cause">The cycle that led to it; nothing where it was put off and is due now.</param>
    public static Activity? Delivery(string channel, int attempt, ActivityContext cause) =>
        Source.StartActivity("delivery", ActivityKind.Client, cause)?.SetTag("channel", channel).SetTag("attempt", attempt);

    public static void End(this Activity? span, CycleOutcome outcome)
    {
        if (span is null) return;
        span.SetTag("status", outcome.Status.ToString().ToLowerInvariant()).SetTag("complete", outcome.Complete);
        if (outcome.Block is { } block) span.SetTag("block", (long)block.Number).SetTag("block.hash", block.Hash.ToString());
        if (outcome.Counters is { } cost) span.SetTag("rounds", cost.Rounds).SetTag("calls", cost.RpcRequests);
        if (outcome.Failure is { } failure) span.SetStatus(ActivityStatusCode.Error, failure.ReasonText);
    }

    public static void End(this Activity? span, DeliveryAttempt attempt)
    {
        span?.SetTag("outcome", attempt.Outcome.ToString().ToLowerInvariant());
        if (attempt.Outcome != DeliveryOutcome.Delivered) span?.SetStatus(ActivityStatusCode.Error);
    }
}
