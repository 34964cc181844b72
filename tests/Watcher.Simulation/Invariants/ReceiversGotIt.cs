using System.Text;
using System.Text.Json.Nodes;
using Watcher.Channels;
using Watcher.Store;

namespace Watcher.Simulation;

/// <summary>
/// What a receiver gets is what was stored for it: under its one key, byte for byte, those of one alert in order. In the end everything owed
/// has arrived or is a dead letter that the receiver refused, and that the alert on its channel tells of.
/// </summary>
sealed class ReceiversGotIt(Books books, IReadOnlyDictionary<string, Receiver> receivers)
{
    readonly Dictionary<string, string> keysByText = [];
    readonly HashSet<Message> givenUp = [];

    public void Take(Receiver receiver, OutgoingMessage message)
    {
        var key = message.IdempotencyKey;
        var told = Lines(message.Body).ConvertAll(line => (Line: line, Message: Stored(receiver, (string)line["id"]!, key)));
        if (!receiver.Take(key, message.Body.Span)) return;
        foreach (var (line, mine) in told)
        {
            InOrder(receiver, mine);
            OneKey(receiver, key, mine, line);
        }
    }

    /// <summary>The channel is not configured: what waits for it is given up.</summary>
    public void Removed(string channel) => givenUp.UnionWith(books.Messages.Where(m => m.Channel == channel));

    /// <summary>Everything is well again, and time has passed.</summary>
    public void Finish(WatcherStore store, Plan plan)
    {
        foreach (var alert in books.Messages.GroupBy(m => m.Notification.AlertId!))
        {
            var life = store.Alerts.Find(alert.Key) ?? throw new Violation("what was stored stays", $"the alert {alert.Key} is gone");
            var said = life.Deliveries.ToLookup(d => (d.Channel, d.NotificationId), d => d.State);
            foreach (var message in alert) Finish(message, said[(message.Channel, message.Notification.Id)].Last(), plan);
        }
    }

    static List<JsonObject> Lines(ReadOnlyMemory<byte> body) =>
        [.. Encoding.UTF8.GetString(body.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    Message Stored(Receiver receiver, string id, string key)
    {
        var message = books.Find(receiver.Name, id) ?? throw new Violation("receivers get what is stored", $"{receiver.Name} got {id} under {key}, which nobody stored");
        message.Envelope.Key ??= key;
        return message.Envelope.Key == key ? message : throw new Violation("one message, one key", $"{receiver.Name} got {id} under {key}, and it was stored under {message.Envelope.Key}");
    }

    void InOrder(Receiver receiver, Message mine)
    {
        var before = books.Messages.Where(m => m.Channel == mine.Channel && m.Notification.AlertId == mine.Notification.AlertId).TakeWhile(m => m != mine);
        foreach (var earlier in before.Where(m => !Has(receiver, m) && !HasRefused(receiver, m) && !givenUp.Contains(m)))
            throw new Violation("order is kept", $"{receiver.Name} got {mine} before {earlier}");
    }

    void Finish(Message message, string state, Plan plan)
    {
        var receiver = receivers[message.Channel];
        switch (state)
        {
            case "delivered" when !Has(receiver, message):
                throw new Violation("sent is received", $"{message} counts as delivered, and it never arrived");
            case "rejected" when !HasRefused(receiver, message) && !givenUp.Contains(message):
                throw new Violation("nothing is lost", $"{message} was given up, and nobody refused it");
            case "rejected" when !givenUp.Contains(message) && message.Alert.Rule != Failing && books.Of(new(Failing, $"channel/{message.Channel}"))?.Life is null or 0:
                throw new Violation("nothing is lost", $"{message} is a dead letter, and nobody was told");
            case "pending" when plan.Channels.Contains(message.Channel):
                throw new Violation("nothing is lost", $"{message} still waits");
        }
    }

    const string Failing = "channel-failing";

    static bool Has(Receiver receiver, Message message) => message.Envelope.Key is { } key && receiver.Has(key);

    /// <summary>A refused envelope is known by its key only; where nobody has said that, it went by itself or any refused group may be it.</summary>
    static bool HasRefused(Receiver receiver, Message message) => message.Envelope.Key is { } key
        ? receiver.Refused.Contains(key)
        : receiver.Refused.Any(refused => refused == message.Notification.IdempotencyKey || refused.StartsWith("group-", StringComparison.Ordinal));

    /// <summary>The same text of one life of an alert under another key is the same message again.</summary>
    void OneKey(Receiver receiver, string key, Message mine, JsonObject line)
    {
        line.Remove("id");
        line.Remove("idempotencyKey");
        line.Remove("link");
        var text = $"{receiver.Name} {mine.Notification.AlertId} {line.ToJsonString()}";
        if (!keysByText.TryAdd(text, key) && keysByText[text] != key) throw new Violation("one message, one key", $"{receiver.Name} got under {key} what it had under {keysByText[text]}: {text}");
    }
}
