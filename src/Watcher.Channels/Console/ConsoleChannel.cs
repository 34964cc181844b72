using System.Text;
using Watcher.Alerts;
using Watcher.Settings;

namespace Watcher.Channels.Console;

/// <summary>Writes each notification as a few lines for people; the channel of rules that name none.</summary>
public sealed class ConsoleChannel(string name, TextWriter output) : IChannel
{
    public const string Type = "console";
    readonly Lock gate = new();

    public static ChannelKind Kind { get; } = new(Type, (name, settings, context) =>
    {
        settings.Text("Type");
        settings.Done();
        return new ConsoleChannel(name, context.Output);
    });

    public string Name => name;

    public byte[] Render(Notification notification) => Encoding.UTF8.GetBytes(ConsoleText.Of(notification));

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
