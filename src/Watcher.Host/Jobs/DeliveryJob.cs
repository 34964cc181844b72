using System.Diagnostics;
using Quartz;
using Watcher.Host.Cycle;

namespace Watcher.Host.Jobs;

/// <summary>
/// Sends what is due through the channel that the job is named after: on a beat for what was put off, and at once when a cycle has stored
/// something new. A slow channel holds up no other.
/// </summary>
[DisallowConcurrentExecution]
sealed class DeliveryJob(Watch watch, ILogger<DeliveryJob> log) : IJob
{
    public const string Group = "delivery";

    /// <summary>Of the job's data: the span of what led to it.</summary>
    public const string Cause = "cause";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellation)
    {
        var channel = context.JobDetail.Key.Name;
        try
        {
            ActivityContext.TryParse(context.MergedJobDataMap.TryGetString(Cause, out var cause) ? cause : null, null, out var led);
            await watch.Courier.Deliver(channel, cancellation, led);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            log.LogDebug("delivery channel={Channel} interrupted", channel);
        }
    }
}
