using Quartz;
using Watcher.Host.Cycle;

namespace Watcher.Host.Jobs;

/// <summary>Thins the history as it ages and gives the room back to the disk, a few milliseconds at a time.</summary>
[DisallowConcurrentExecution]
sealed class UpkeepJob(Watch watch, TimeProvider time, ILogger<UpkeepJob> log) : IJob
{
    public static readonly JobKey Key = new("upkeep");

    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Between two steps, so that cycles and deliveries write first.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellation)
    {
        try
        {
            var (removed, started) = (0L, time.GetTimestamp());
            if (watch.Store.Upkeep.Today(watch.Now) is not { } today) return;
            foreach (var rows in watch.Store.Upkeep.Steps(today))
            {
                removed += rows;
                await Task.Delay(Pause, time, cancellation);
            }
            if (removed > 0) log.LogInformation("upkeep removed={Removed} took={Took:0}ms", removed, time.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            log.LogDebug("upkeep interrupted");
        }
        catch (Store.StoreException trouble)
        {
            log.LogError("upkeep stopped, the next one goes on: {Why}", trouble.Message);
        }
    }
}
