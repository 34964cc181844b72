using Quartz;
using Watcher.Host.Cycle;

namespace Watcher.Host.Jobs;

/// <summary>Takes in, on a beat, what people say of alerts in other processes: an acknowledgement counts at once, however seldom chains are read.</summary>
[DisallowConcurrentExecution]
sealed class SteeringJob(Watch watch, ILogger<SteeringJob> log) : IJob
{
    public static readonly JobKey Key = new("steering");

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellation)
    {
        try
        {
            watch.Ledger.Listen();
        }
        catch (Store.StoreException trouble)
        {
            log.LogError("acknowledgements and silences not read: {Why}", trouble.Message);
        }
        return ValueTask.CompletedTask;
    }
}
