using Watcher.Alerts;
using Watcher.Store;

namespace Watcher.Simulation;

/// <summary>A notification that somebody was to get.</summary>
/// <param name="Envelope">What it travels in, with others where people read it.</param>
sealed record Message(string Channel, AlertKey Alert, Notification Notification, Envelope Envelope)
{
    public override string ToString() => $"{Notification.IdempotencyKey} for {Channel}";
}

/// <summary>One message on its way.</summary>
sealed class Envelope
{
    /// <summary>Null while nobody has said it.</summary>
    public string? Key { get; set; }
}

/// <summary>
/// What the watcher has said that it stored: alerts, the steps of their lives, messages. After a crash the file is held against it: nothing
/// of it may be missing there, and at most what was under way may be in the file besides.
/// </summary>
sealed class Books
{
    readonly Dictionary<AlertKey, AlertState> states = [];
    readonly Dictionary<string, AlertKey> lives = [];
    readonly Dictionary<string, int> steps = [];
    readonly Dictionary<(string Channel, string Id), Message> messages = [];
    readonly Dictionary<(string Channel, string Id), (Notification Notification, Envelope Envelope)> rendered = [];
    readonly List<Message> inOrder = [];

    public IReadOnlyCollection<AlertState> States => states.Values;

    /// <summary>In the order they were stored.</summary>
    public IReadOnlyList<Message> Messages => inOrder;

    public AlertState? Of(AlertKey key) => states.GetValueOrDefault(key);

    /// <summary>The alert whose life has this id.</summary>
    public AlertState Find(string id) => states[lives[id]];

    public AlertPhase PhaseOf(AlertKey key) => Of(key)?.Phase ?? AlertPhase.Inactive;

    /// <summary>A channel was given this to write; it counts only once it is stored.</summary>
    public void Rendered(string channel, ImmutableArray<Notification> together)
    {
        var envelope = new Envelope();
        foreach (var notification in together) rendered[(channel, notification.Id)] = (notification, envelope);
    }

    public Message? Find(string channel, string id) => messages.GetValueOrDefault((channel, id));

    /// <returns>The messages among it.</returns>
    public IReadOnlyList<Message> Add(AlertChanges changes)
    {
        foreach (var state in changes.States) Keep(state);
        foreach (var step in changes.Transitions) steps[step.AlertId] = steps.GetValueOrDefault(step.AlertId) + 1;
        return [.. changes.Outbox.SelectMany(m => m.Tells.Select(told => Keep(m.Channel, told.NotificationId, m.IdempotencyKey)))];
    }

    /// <summary>Reads what the file has beyond what was said: the last words of a process that died, or of a commit whose next one failed.</summary>
    public (IReadOnlyList<AlertTransition> Steps, IReadOnlyList<Message> Messages) Reread(WatcherStore store)
    {
        var (newSteps, newMessages) = (new List<AlertTransition>(), new List<Message>());
        var stored = store.Alerts.States();
        foreach (var state in stored)
        {
            var said = Of(state.Key);
            if (said is not null && AlertStateJson.Write(said) == AlertStateJson.Write(state)) continue;
            Keep(state);
            if (state.Id is null || store.Alerts.Find(state.Id) is not { } life) continue;
            newSteps.AddRange(life.Transitions.Skip(steps.GetValueOrDefault(state.Id)));
            steps[state.Id] = life.Transitions.Length;
            foreach (var (channel, id) in life.Deliveries.Select(d => (d.Channel, d.NotificationId)).Distinct())
                if (!messages.ContainsKey((channel, id))) newMessages.Add(Keep(channel, id));
        }
        if (states.Count != stored.Length) throw new Violation("what was stored stays", $"{states.Count} alerts were stored, {stored.Length} are there");
        return (newSteps, newMessages);
    }

    void Keep(AlertState state)
    {
        states[state.Key] = state;
        if (state.Id is not null) lives[state.Id] = state.Key;
    }

    Message Keep(string channel, string id, string? key = null)
    {
        var (notification, envelope) = rendered[(channel, id)];
        envelope.Key = key;
        var message = new Message(channel, lives[notification.AlertId!], notification, envelope);
        if (!messages.TryAdd((channel, id), message)) throw new Violation("one message, one key", $"{id} was stored for {channel} twice");
        inOrder.Add(message);
        return message;
    }
}
