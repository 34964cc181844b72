using Watcher.Alerts;
using Watcher.Store;

namespace Watcher.Host.Delivery;

/// <summary>A line for each step of a channel's alert: all that is left where no other channel could tell of it.</summary>
sealed partial class ChannelLog(ILogger<ChannelLog> log)
{
    public void Write(AlertChanges changes)
    {
        foreach (var alert in changes.States.Where(s => s.Subject.Channel is not null))
            foreach (var step in changes.Transitions.Where(t => t.AlertId == alert.Id))
                Step(step.To == AlertPhase.Firing ? LogLevel.Error : LogLevel.Information, alert.Subject.Channel!, step.Reason, alert.Explanation);
    }

    [LoggerMessage(EventId = 4, Message = "channel={Channel} {Step}: {Explanation}")]
    partial void Step(LogLevel level, string channel, string step, string? explanation);
}
