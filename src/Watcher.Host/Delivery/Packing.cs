using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Watcher.Alerts;
using Watcher.Channels;
using Watcher.Store;

namespace Watcher.Host.Delivery;

/// <summary>
/// What the notifications of one cycle become: one message a channel where people read it, one a notification elsewhere. Rendered here and
/// resent as they are.
/// </summary>
static class Packing
{
    const int KeyBytes = 10;

    public static ImmutableArray<OutboxMessage> Of(IReadOnlyList<NotificationDraft> drafts, ImmutableArray<IChannel> channels, Uri? dashboard = null) =>
        Of([.. drafts.Select(draft => (draft, draft.Write(dashboard)))], channels);

    public static ImmutableArray<OutboxMessage> Of(IReadOnlyList<(NotificationDraft Draft, Notification Notification)> written, ImmutableArray<IChannel> channels) =>
        written.Count == 0 ? [] : [.. channels.SelectMany(channel => For(channel, [.. written.Where(w => w.Draft.IsFor(channel.Name)).Select(w => w.Notification)]))];

    static IEnumerable<OutboxMessage> For(IChannel channel, ImmutableArray<Notification> notifications) =>
        channel is IPeopleChannel people && notifications.Length > 1
            ? [Together(people, notifications)]
            : notifications.Select(n => new OutboxMessage(channel.Name, n.Id, n.IdempotencyKey, [new(n.Id, n.AlertId)], channel.Render(n)));

    static OutboxMessage Together(IPeopleChannel channel, ImmutableArray<Notification> notifications)
    {
        var key = KeyOf(notifications);
        return new(channel.Name, key, key, [.. notifications.Select(n => new Told(n.Id, n.AlertId))], channel.Render(WorstFirst(notifications)));
    }

    /// <summary>From its members: the same ones again are the same message.</summary>
    static string KeyOf(ImmutableArray<Notification> notifications)
    {
        var text = string.Join('\n', notifications.Select(n => n.IdempotencyKey));
        return $"group-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, KeyBytes))}";
    }

    /// <summary>The worst in front, the others in the order they happened.</summary>
    static ImmutableArray<Notification> WorstFirst(ImmutableArray<Notification> notifications)
    {
        var worst = notifications.MaxBy(n => (Alarms.Of(n), n.Severity))!;
        return [worst, .. notifications.Where(n => n != worst)];
    }
}
