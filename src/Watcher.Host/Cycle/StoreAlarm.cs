using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Channels;
using Watcher.Host.Delivery;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>
/// Tells that the database takes no writes: past the database, straight to the channels and to the log. What it did meanwhile is stored when
/// that is possible again, and its end is told like any other alert's.
/// </summary>
sealed partial class StoreAlarm(ImmutableArray<IChannel> channels, Ledger ledger, TimeProvider time, ILogger<StoreAlarm> log) : IDisposable
{
    readonly SemaphoreSlim gate = new(1);
    readonly Spells spells = new(time);
    readonly List<AlertTransition> transitions = [];
    List<OutboxMessage> waiting = [];
    AlertState? state;

    /// <summary>A cycle was stored.</summary>
    public async Task Well(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (state is not null) ledger.Adopt(new([state], [.. transitions], [.. waiting]));
            (state, waiting) = (null, []);
            transitions.Clear();
            ledger.Tick([StoreFailing.Observe(null, spells.Note("store", false))]);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A cycle could not be stored.</summary>
    public async Task Failed(StoreException trouble, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var seen = StoreFailing.Observe(trouble.Message, spells.Note("store", true));
            var step = AlertMachine.Step(state ?? ledger.Find(seen.Key) ?? AlertState.New(seen), seen, Said.Nothing, time.GetUtcNow());
            if (step.Changed) state = step.State;
            transitions.AddRange(step.Transitions);
            waiting.AddRange(Packing.Of(step.Notifications, channels));
            foreach (var told in step.Notifications) Told(told.State.Explanation);
            waiting = [.. (await Task.WhenAll(waiting.Select(message => Send(message, cancellation)))).OfType<OutboxMessage>()];
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>The message, where it must be tried again.</summary>
    async Task<OutboxMessage?> Send(OutboxMessage message, CancellationToken cancellation)
    {
        var channel = channels.First(c => c.Name == message.Channel);
        var sent = await Courier.Send(channel, new(message.NotificationId, message.IdempotencyKey, message.Body, 1), cancellation);
        return sent is Channels.Delivery.RetryLater ? message : null;
    }

    [LoggerMessage(EventId = 5, Level = LogLevel.Critical, Message = "store-failing: {Explanation}")]
    partial void Told(string? explanation);
}
