using Quartz;
using Watcher.Host.Cycle;

namespace Watcher.Host.Jobs;

/// <summary>
/// Lets time pass for the alerts, however seldom chains are read: reminders and escalations come when they are due, and what people say of
/// alerts in other processes counts at once.
/// </summary>
[DisallowConcurrentExecution]
sealed class BeatJob(Watch watch, ILogger<BeatJob> log) : IJob
{
    public static readonly JobKey Key = new("beat");

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellation)
    {
        try
        {
            watch.Ledger.Tick();
        }
        catch (Store.StoreException trouble)
        {
            log.LogError("time stands still for the alerts: {Why}", trouble.Message);
        }
        return ValueTask.CompletedTask;
    }
}
