using System.Collections.Immutable;
using System.Text;
using Watcher.Alerts;
using Watcher.Settings;

namespace Watcher.Channels.Console;

/// <summary>Writes each notification as a few lines for people; the channel of rules that name none.</summary>
public sealed class ConsoleChannel(string name, TextWriter output) : IPeopleChannel
{
    public const string Type = "console";
    readonly Lock gate = new();

    public static ChannelKind Kind { get; } = new(Type, (name, _, context) => new ConsoleChannel(name, context.Output));

    public string Name => name;

    public byte[] Render(ImmutableArray<Notification> notifications) => Encoding.UTF8.GetBytes(string.Join('\n', notifications.Select(ConsoleText.Of)));

    public ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        try
        {
            lock (gate)
            {
                output.WriteLine(Encoding.UTF8.GetString(message.Body.Span));
                output.Flush();
            }
            return new(new Delivery.Delivered("written"));
        }
        catch (IOException error)
        {
            return new(new Delivery.RetryLater(error.Message));
        }
    }
}
