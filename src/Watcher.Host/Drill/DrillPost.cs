using System.Collections.Immutable;
using Watcher.Channels;
using Watcher.Host.Delivery;
using Watcher.Store;

namespace Watcher.Host.Drill;

/// <summary>What came of one message of a drill.</summary>
/// <param name="Act">What it tells of: <c>fired</c>, <c>worsened</c>, <c>escalated</c>, <c>resolved</c>.</param>
/// <param name="Tries">How often it was sent: again where the receiver asked to wait a little.</param>
sealed record DrillReceipt(string Act, OutboxMessage Message, bool Delivered, string Receipt, int Tries);

/// <summary>Sends a drill's messages through the real channels. Nothing is stored: what is not delivered is said and lost.</summary>
static class DrillPost
{
    const int MostTries = 3;

    /// <summary>A receiver that asks for longer than this is not waited for.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>All channels at once, each one's messages in order.</summary>
    public static async Task<ImmutableArray<DrillReceipt>> Send(
        string act, ImmutableArray<OutboxMessage> messages, ImmutableArray<IChannel> channels, TimeProvider time, CancellationToken cancellation)
    {
        var byChannel = messages.ToLookup(message => message.Channel);
        var sent = await Task.WhenAll(channels.Select(channel => Send(act, channel, byChannel[channel.Name], time, cancellation)));
        return [.. sent.SelectMany(receipts => receipts)];
    }

    static async Task<List<DrillReceipt>> Send(string act, IChannel channel, IEnumerable<OutboxMessage> messages, TimeProvider time, CancellationToken cancellation)
    {
        var receipts = new List<DrillReceipt>();
        foreach (var message in messages) receipts.Add(await Send(act, channel, message, time, cancellation));
        return receipts;
    }

    static async Task<DrillReceipt> Send(string act, IChannel channel, OutboxMessage message, TimeProvider time, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var sent = await Courier.Send(channel, new(message.NotificationId, message.IdempotencyKey, message.Body, tries), cancellation);
            if (tries == MostTries || sent is not Channels.Delivery.RetryLater { After: { } wish } || wish > Patience)
                return new(act, message, sent is Channels.Delivery.Delivered, sent.Receipt, tries);
            await Task.Delay(wish, time, cancellation);
        }
    }
}
