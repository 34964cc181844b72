using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Channels;
using Watcher.Host.Delivery;
using Watcher.Store;

namespace Watcher.Host.Drill;

/// <summary>Marks what a drill tells, so that neither people nor programs can take it for an alert.</summary>
static class DrillMark
{
    public static ImmutableArray<OutboxMessage> Messages(IEnumerable<NotificationDraft> drafts, ImmutableArray<IChannel> channels) =>
        Packing.Of([.. drafts.Select(draft => (draft, Marked(draft.Write())))], channels);

    static Notification Marked(Notification notification) => notification with
    {
        Drill = true,
        Id = $"drill-{notification.Id}",
        IdempotencyKey = $"drill-{notification.IdempotencyKey}",
        AlertId = $"drill-{notification.AlertId}",
        Summary = $"DRILL: {notification.Summary}",
    };
}
