using System.Collections.Immutable;
using System.Net.Http.Headers;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.Ntfy;

/// <summary>Publishes to a topic of ntfy (https://docs.ntfy.sh/publish/#publish-as-json): on phones, loud where it matters.</summary>
public sealed class NtfyChannel(string name, NtfyOptions options, TimeProvider time) : IPeopleChannel, IDisposable
{
    public const string Type = "ntfy";
    readonly HttpSender http = new(time, options.Timeout, [.. UrlSecrets.Of(options.Url), options.Topic, .. options.Token is { } token ? [token] : Array.Empty<string>()]);

    public static ChannelKind Kind { get; } = new(Type, (name, settings, context) => new NtfyChannel(name, NtfyOptions.From(settings), context.Time));

    public string Name => name;

    public byte[] Render(ImmutableArray<Notification> notifications) => NtfyMessage.Of(notifications, options.Topic);

    public async ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        using var request = HttpSender.Json(options.Url, message.Body);
        if (options.Token is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.Send(request, answer => answer.Judge(answer.Field("error")?.ToString()), cancellation);
    }

    public void Dispose() => http.Dispose();
}
