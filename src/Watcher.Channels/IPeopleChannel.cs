using System.Collections.Immutable;
using Watcher.Alerts;

namespace Watcher.Channels;

/// <summary>A channel that people read: what happened in one cycle reaches them as one message.</summary>
public interface IPeopleChannel : IChannel
{
    /// <summary>The bytes of one message with all of these.</summary>
    /// <param name="notifications">At least one; the worst first, the others in order.</param>
    byte[] Render(ImmutableArray<Notification> notifications);

    byte[] IChannel.Render(Notification notification) => Render([notification]);
}
