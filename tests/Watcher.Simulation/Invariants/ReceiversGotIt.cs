using System.Text.Json.Nodes;
using Watcher.Channels;
using Watcher.Store;

namespace Watcher.Simulation;

/// <summary>
/// What a receiver gets is what was stored for it: under its one key, byte for byte, those of one alert in order. In the end everything owed
/// has arrived or is a dead letter that the receiver refused.
/// </summary>
sealed class ReceiversGotIt(Books books, IReadOnlyDictionary<string, Receiver> receivers)
{
    readonly Dictionary<string, string> keysByText = [];
    readonly HashSet<(string Channel, string Key)> givenUp = [];

    public bool Take(Receiver receiver, OutgoingMessage message)
    {
        var stored = books.Messages.Where(m => m.Channel == receiver.Name).ToList();
        var mine = stored.Find(m => m.Key == message.IdempotencyKey)
            ?? throw new Violation("receivers get what is stored", $"{receiver.Name} got {message.IdempotencyKey}, which nobody stored");
        if (!receiver.Take(mine.Key, message.Body.Span)) return false;
        foreach (var earlier in stored.TakeWhile(m => m != mine).Where(m => m.Notification.AlertId == mine.Notification.AlertId))
            if (!receiver.Has(earlier.Key) && !receiver.Refused.Contains(earlier.Key) && !givenUp.Contains((receiver.Name, earlier.Key)))
                throw new Violation("order is kept", $"{receiver.Name} got {mine.Key} before {earlier.Key}");
        OneKey(receiver, mine.Key, message.Body);
        return true;
    }

    /// <summary>The channel is not configured: what waits for it is given up.</summary>
    public void Removed(string channel)
    {
        foreach (var message in books.Messages.Where(m => m.Channel == channel)) givenUp.Add((channel, message.Key));
    }

    /// <summary>Everything is well again, and time has passed.</summary>
    public void Finish(WatcherStore store, Plan plan)
    {
        var byAlert = books.Messages.GroupBy(m => m.Notification.AlertId!);
        foreach (var alert in byAlert)
        {
            var said = store.Alerts.Find(alert.Key)?.Deliveries.ToLookup(d => (d.Channel, d.NotificationId), d => d.State)
                ?? throw new Violation("what was stored stays", $"the alert {alert.Key} is gone");
            foreach (var message in alert) Finish(message, said[(message.Channel, message.Notification.Id)].Last(), plan);
        }
    }

    void Finish(Message message, string state, Plan plan)
    {
        var receiver = receivers[message.Channel];
        var has = receiver.Has(message.Key);
        if (state == "delivered" && !has) throw new Violation("sent is received", $"{message.Key} counts as delivered, and {message.Channel} never got it");
        if (state == "rejected" && !receiver.Refused.Contains(message.Key) && !givenUp.Contains((message.Channel, message.Key)))
            throw new Violation("nothing is lost", $"{message.Key} was given up, and {message.Channel} never refused it");
        if (state == "pending" && plan.Channels.Contains(message.Channel)) throw new Violation("nothing is lost", $"{message.Key} still waits for {message.Channel}");
    }

    /// <summary>The same text under another key is the same message again.</summary>
    void OneKey(Receiver receiver, string key, ReadOnlyMemory<byte> body)
    {
        var json = JsonNode.Parse(body.Span)!.AsObject();
        json.Remove("id");
        json.Remove("idempotencyKey");
        if (!keysByText.TryAdd($"{receiver.Name} {json.ToJsonString()}", key))
            throw new Violation("one message, one key", $"{receiver.Name} got under {key} what it had under {keysByText[$"{receiver.Name} {json.ToJsonString()}"]}: {json.ToJsonString()}");
    }
}
