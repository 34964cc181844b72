using System.Collections.Concurrent;
using System.Diagnostics;
using Watcher.Channels;
using Watcher.Host.Telemetry;
using Watcher.Store;

namespace Watcher.Host.Delivery;

/// <summary>
/// Carries what lies in the outbox to its channels: all channels at once, so that a slow one holds up no other; of one alert one message at a
/// time, in order. A crash after the receiver's answer and before its receipt is stored repeats a message, under its own key.
/// </summary>
/// <param name="record">Stores what came of a try, and what follows from it.</param>
public sealed class Courier(
    Outbox outbox, IReadOnlyDictionary<string, IChannel> channels, Action<DeliveryAttempt> record, TimeProvider time, ILogger<Courier> log)
{
    /// <summary>Messages of different alerts on their way through one channel at once.</summary>
    const int AtOnce = 8;

    /// <summary>What is on its way when the watcher stops may take so long to arrive; cut off, it would be sent again at the next start.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    readonly ConcurrentDictionary<string, (int Failures, long Since)> pauses = [];
    readonly ConcurrentDictionary<string, long> rounds = [];
    readonly long started = time.GetTimestamp();
    readonly Lock refusing = new();

    /// <summary>
    /// Tries everything that is due through one channel once, and gives up what belongs to channels that are no more. While the store fails,
    /// receipts are lost and messages would repeat: so its failures back off like a channel's.
    /// </summary>
    /// <param name="cause">What led to it, for spans.</param>
    public async Task Deliver(string channel, CancellationToken cancellation, ActivityContext cause = default)
    {
        var pause = pauses.GetValueOrDefault(channel);
        if (pause.Failures > 0 && time.GetElapsedTime(pause.Since) < BackOff.Delay(pause.Failures)) return;
        try
        {
            RefuseUnknown();
            await Drain(channels[channel], [], cause, cancellation);
            pauses.TryRemove(channel, out _);
            rounds[channel] = time.GetTimestamp();
        }
        catch (StoreException error)
        {
            pauses[channel] = (pause.Failures + 1, time.GetTimestamp());
            log.LogError("delivery channel={Channel} waits: {Why}", channel, error.Message);
        }
    }

    /// <summary>How long ago a channel was last gone through to its end, or one of its messages tried.</summary>
    public TimeSpan Idle(string channel) => time.GetElapsedTime(rounds.GetValueOrDefault(channel, started));

    /// <summary>Tries everything that is due once, and then what those tries led to: that a channel fails is told through the others.</summary>
    public async Task DeliverOnce(CancellationToken cancellation)
    {
        RefuseUnknown();
        var tried = channels.Keys.ToDictionary(name => name, _ => new HashSet<long>());
        int before;
        do
        {
            before = tried.Values.Sum(t => t.Count);
            await Task.WhenAll(channels.Values.Select(channel => Drain(channel, tried[channel.Name], default, cancellation)));
        } while (tried.Values.Sum(t => t.Count) > before);
    }

    /// <summary>Once told to stop it begins nothing new, and cuts off only what does not end within the grace.</summary>
    async Task Drain(IChannel channel, HashSet<long> tried, ActivityContext cause, CancellationToken stop)
    {
        using var cut = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stopping = stop.Register(() => cut.CancelAfter(Grace));
        while (!stop.IsCancellationRequested && Untried(channel.Name, tried) is { Count: > 0 } due)
            await Task.WhenAll(due.Select(message => Try(channel, message, cause, cut.Token)));
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>A success makes the channel's failed messages due again; those have had their try for now.</summary>
    List<DueMessage> Untried(string channel, HashSet<long> tried)
    {
        var due = outbox.Due(channel, time.GetUtcNow(), AtOnce + tried.Count).Where(message => !tried.Contains(message.Id)).Take(AtOnce).ToList();
        tried.UnionWith(due.Select(message => message.Id));
        return due;
    }

    async Task Try(IChannel channel, DueMessage message, ActivityContext cause, CancellationToken cancellation)
    {
        using var span = Tracing.Delivery(channel.Name, message.Attempts + 1, cause);
        var started = time.GetTimestamp();
        var outgoing = new OutgoingMessage(message.NotificationId, message.IdempotencyKey, message.Body, message.Attempts + 1);
        var result = await Send(channel, outgoing, cancellation);
        var attempt = Judge(message, result, time.GetElapsedTime(started));
        span.End(attempt);
        record(attempt);
        rounds[channel.Name] = time.GetTimestamp();
        if (attempt.Outcome != DeliveryOutcome.Delivered)
            log.LogWarning("{Channel}: {Outcome} {Notification}, try {Try}: {Receipt}",
                channel.Name, attempt.Outcome, message.NotificationId, outgoing.Attempt, attempt.Receipt);
    }

    /// <summary>One try, whatever the channel does.</summary>
    internal static async Task<Channels.Delivery> Send(IChannel channel, OutgoingMessage message, CancellationToken cancellation)
    {
        try
        {
            return await channel.Send(message, cancellation);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // A channel's bug must not stop the others; its message may hold a secret, its type cannot.
            return new Channels.Delivery.RetryLater($"internal error: {bug.GetType().Name}");
        }
    }

    DeliveryAttempt Judge(DueMessage message, Channels.Delivery result, TimeSpan took)
    {
        var now = time.GetUtcNow();
        return result switch
        {
            Channels.Delivery.Delivered => new(message, now, took, DeliveryOutcome.Delivered, result.Receipt),
            Channels.Delivery.RetryLater later =>
                new(message, now, took, DeliveryOutcome.Retry, result.Receipt, now + BackOff.Delay(message.Attempts + 1, later.After)),
            _ => new(message, now, took, DeliveryOutcome.Rejected, result.Receipt),
        };
    }

    /// <summary>A channel taken out of the configuration will never take its messages: they are given up, and stay visible as such.</summary>
    void RefuseUnknown()
    {
        lock (refusing)
        {
            foreach (var name in outbox.Waiting().Where(name => !channels.ContainsKey(name))) Refuse(name);
        }
    }

    void Refuse(string channel)
    {
        var tried = new HashSet<long>();
        while (Untried(channel, tried) is { Count: > 0 } due)
            foreach (var message in due)
                outbox.Record(new(message, time.GetUtcNow(), TimeSpan.Zero, DeliveryOutcome.Rejected, "no channel of this name is configured any more"));
    }
}
