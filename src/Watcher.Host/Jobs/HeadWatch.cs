using Quartz;
using Watcher.Evm;
using Watcher.Host.Cycle;

namespace Watcher.Host.Jobs;

/// <summary>
/// Has a chain's cycle run at once when a node tells of a new block, and when none has told of one for a while: subscriptions die in silence,
/// and a chain must not go unread for it. The chain's own interval goes on besides.
/// </summary>
sealed class HeadWatch(Watch watch, ISchedulerFactory schedulers, TimeProvider time, ILogger<HeadWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        await Task.WhenAll(watch.Cycles.Where(cycle => !cycle.Heads.IsEmpty).Select(cycle => Follow(cycle, scheduler, cancellation)));
    }

    async Task Follow(ChainCycle cycle, IScheduler scheduler, CancellationToken cancellation)
    {
        using var silence = time.CreateTimer(_ => Trigger(cycle, scheduler), null, NewHeads.Silence, NewHeads.Silence);
        Hash32? newest = null;
        void Head(Hash32 hash)
        {
            // Several nodes tell of the same block.
            if (newest == hash) return;
            newest = hash;
            silence.Change(NewHeads.Silence, NewHeads.Silence);
            Trigger(cycle, scheduler);
        }
        await Task.WhenAll(cycle.Heads.Select(heads => heads.Run(Head,
            trouble => log.LogWarning("chain={Chain} heads={Endpoint} polling meanwhile: {Why}", cycle.Chain.Name, heads.Name, trouble.Why), cancellation)));
    }

    /// <summary>However many heads come while a cycle runs, one more cycle follows it.</summary>
    static async void Trigger(ChainCycle cycle, IScheduler scheduler)
    {
        if (!cycle.Want()) return;
        try
        {
            await scheduler.TriggerJob(new JobKey(cycle.Chain.Name, ChainJob.Group));
        }
        catch (SchedulerException)
        {
            // It is shutting down.
        }
    }
}
