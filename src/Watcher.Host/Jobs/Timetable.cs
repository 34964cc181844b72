using Quartz;
using Watcher.Host.Cycle;

namespace Watcher.Host.Jobs;

/// <summary>When what runs: a job per chain, one per channel, one for the time that passes and one for the database, in memory since all of it comes from the configuration.</summary>
static class Timetable
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <param name="time">Tells how much time passes: what it is set to moves no job.</param>
    public static void AddTo(IServiceCollection services, Watch watch, TimeProvider time)
    {
        services.AddSingleton(watch);
        // The scheduler takes its clock from here.
        services.AddSingleton<TimeProvider>(new SteadyTime(time));
        services.AddQuartz(quartz => Fill(quartz, watch));
    }

    static void Fill(IQuartzBuilder quartz, Watch watch)
    {
        foreach (var cycle in watch.Cycles) Add<ChainJob>(quartz, new(cycle.Chain.Name, ChainJob.Group), cycle.Chain.Every ?? watch.Config.Schedule.Every);
        foreach (var channel in watch.Config.Channels) Add<DeliveryJob>(quartz, new(channel.Name, DeliveryJob.Group), Beat);
        Add<BeatJob>(quartz, BeatJob.Key, Beat);
        Add<UpkeepJob>(quartz, UpkeepJob.Key, UpkeepJob.Every);
        quartz.UseDefaultThreadPool(watch.Cycles.Count() + watch.Config.Channels.Length + 4);
        quartz.UseInMemoryStore(_ => { });
        quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
    }

    /// <summary>A time that was missed is made up for once, at once: what matters is how things stand now.</summary>
    static void Add<TJob>(IQuartzBuilder quartz, JobKey key, TimeSpan every) where TJob : IJob
    {
        quartz.AddJob<TJob>(job => job.WithIdentity(key).StoreDurably(true));
        quartz.AddTrigger<TJob>(trigger => trigger.WithIdentity(key.Name, key.Group).ForJob(key).StartNow()
            .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)));
    }
}
