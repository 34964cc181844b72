using Watcher.Alerts;
using Watcher.Channels;

namespace Watcher.Simulation;

/// <summary>A channel for programs: one notification a message.</summary>
sealed class SimulatedChannel(Sending sending, Action<string, ImmutableArray<Notification>> rendered) : IChannel
{
    public string Name => sending.Channel;

    public byte[] Render(Notification notification)
    {
        rendered(Name, [notification]);
        return NotificationJson.Write(notification);
    }

    public ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation) => sending.Send(message);
}

/// <summary>A channel for people: a line a notification.</summary>
sealed class SimulatedPeopleChannel(Sending sending, Action<string, ImmutableArray<Notification>> rendered) : IPeopleChannel
{
    public string Name => sending.Channel;

    public byte[] Render(ImmutableArray<Notification> notifications)
    {
        rendered(Name, notifications);
        return [.. notifications.SelectMany(n => (byte[])[.. NotificationJson.Write(n), (byte)'\n'])];
    }

    public ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation) => sending.Send(message);
}

/// <summary>Sends to a <see cref="Receiver"/> in whatever mood that is.</summary>
sealed class Sending(Receiver receiver, Calls calls, Action<Receiver, OutgoingMessage> arrives, Dice dice)
{
    public string Channel => receiver.Name;

    public ValueTask<Delivery> Send(OutgoingMessage message) => new(calls.Make(() => Answer(message)));

    Delivery Answer(OutgoingMessage message)
    {
        switch (receiver.Mood)
        {
            case Mood.Down:
                return new Delivery.RetryLater("connection refused");
            case Mood.AsksForPatience:
                return new Delivery.RetryLater("HTTP 429", TimeSpan.FromMinutes(dice.Between(1, 20)));
            case Mood.Throws:
                throw new SimulatedBug();
            case Mood.Refuses when dice.OneIn(2):
                receiver.Refused.Add(message.IdempotencyKey);
                return new Delivery.Rejected("HTTP 400");
            case Mood.LosesReceipts when dice.OneIn(2):
                arrives(receiver, message);
                return new Delivery.RetryLater("timeout");
            case Mood.HearsTwice:
                arrives(receiver, message);
                break;
        }
        arrives(receiver, message);
        return new Delivery.Delivered("HTTP 200");
    }
}
