using Watcher.Settings;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>Whether the watch is really kept. Each answer is null where all is well, else what is not, in words.</summary>
static class Soundness
{
    /// <summary>Cycles that may be missed before a chain counts as not read.</summary>
    const int Missed = 3;

    /// <summary>How long no delivery may have gone round.</summary>
    static readonly TimeSpan Stuck = TimeSpan.FromMinutes(2);

    /// <summary>Everything of the chain was read, and lately.</summary>
    /// <param name="every">How often chains are read that do not say so themselves.</param>
    public static string? Of(ChainCycle cycle, TimeSpan every)
    {
        if (cycle.Last is not { } last) return "not read yet";
        if (last.Failure is { } failure) return $"{failure.ReasonText}: {failure.Why}";
        if (!last.Complete) return "not everything could be read: see /api/v1/report";
        return cycle.Idle < cycle.Chain.Looks(every) * Missed + ChainCycle.Limit ? null : "no cycle lately";
    }

    /// <summary>The database takes writes.</summary>
    public static string? Of(WatcherStore store)
    {
        try
        {
            store.Prove();
            return null;
        }
        catch (StoreException trouble)
        {
            return trouble.Message;
        }
    }

    /// <summary>Delivery goes round, whether or not the other side takes what it brings.</summary>
    public static string? OfDelivery(Delivery.Courier courier, string channel) =>
        courier.Idle(channel) is var idle && idle > Stuck ? $"no delivery for {Durations.Text(idle)}: it is stuck" : null;

    /// <summary>All of that, and somebody could be reached.</summary>
    public static bool Of(Watch watch) =>
        watch.Cycles.All(cycle => Of(cycle, watch.Config.Schedule.Every) is null) && Of(watch.Store) is null
        && watch.Config.Channels.All(channel => OfDelivery(watch.Courier, channel.Name) is null) && SomebodyIsReached(watch);

    static bool SomebodyIsReached(Watch watch)
    {
        var failing = watch.Store.Outbox.Health().Where(h => h.Failures > 0).Select(h => h.Channel).ToHashSet();
        return watch.Config.Channels.Any(channel => !failing.Contains(channel.Name));
    }
}
