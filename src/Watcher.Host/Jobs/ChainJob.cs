using Quartz;
using Watcher.Host.Cycle;

namespace Watcher.Host.Jobs;

/// <summary>One cycle of the chain that the job is named after. Cycles of a chain never overlap.</summary>
[DisallowConcurrentExecution]
sealed class ChainJob(Watch watch, ILogger<ChainJob> log) : IJob
{
    public const string Group = "chains";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellation)
    {
        var chain = context.JobDetail.Key.Name;
        try
        {
            var outcome = await watch.Run(chain, cancellation);
            if (outcome.Counters is not null) await IdleMemory.GiveBack();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            log.LogDebug("cycle chain={Chain} interrupted", chain);
        }
        catch (Store.StoreException trouble)
        {
            log.LogError("cycle chain={Chain} not stored: {Why}", chain, trouble.Message);
        }
        catch (Exception bug)
        {
            log.LogError(bug, "cycle chain={Chain} failed: this is a bug in watcher; the next cycle tries again", chain);
        }
    }
}
