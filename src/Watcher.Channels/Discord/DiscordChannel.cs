using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.Discord;

/// <summary>Sends to a Discord channel by its webhook (https://discord.com/developers/docs/resources/webhook#execute-webhook).</summary>
public sealed class DiscordChannel(string name, DiscordOptions options, TimeProvider time) : IPeopleChannel, IDisposable
{
    public const string Type = "discord";
    readonly HttpSender http = new(time, options.Timeout, UrlSecrets.Of(options.Url));

    public static ChannelKind Kind { get; } = new(Type, (name, settings, context) => new DiscordChannel(name, DiscordOptions.From(settings), context.Time));

    public string Name => name;

    public byte[] Render(ImmutableArray<Notification> notifications) => DiscordMessage.Of(notifications);

    public async ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        using var request = HttpSender.Json(options.Url, message.Body);
        return await http.Send(request, Judge, cancellation);
    }

    /// <summary>The body's <c>retry_after</c> is in seconds with a fraction, where the header is rounded.</summary>
    static Delivery Judge(HttpAnswer answer) => answer.Judge(answer.Field("message")?.ToString(), HttpAnswer.Seconds(answer.Field("retry_after")));

    public void Dispose() => http.Dispose();
}
