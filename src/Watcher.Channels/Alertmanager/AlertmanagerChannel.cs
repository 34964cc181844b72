using System.Net.Http.Headers;
using System.Text;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.Alertmanager;

/// <summary>Posts to a Prometheus Alertmanager (API v2), which routes, groups and silences as its owner set it up.</summary>
public sealed class AlertmanagerChannel(string name, AlertmanagerOptions options, TimeProvider time) : IChannel, IDisposable
{
    public const string Type = "alertmanager";
    readonly HttpSender http = new(time, options.Timeout, [.. UrlSecrets.Of(options.Url), .. options.Password is { } password ? [password, Credentials(options)] : Array.Empty<string>()]);
    readonly Uri alerts = HttpSettings.Under(options.Url, "api/v2/alerts");

    public static ChannelKind Kind { get; } =
        new(Type, (name, settings, context) => new AlertmanagerChannel(name, AlertmanagerOptions.From(settings), context.Time));

    public string Name => name;

    public byte[] Render(Notification notification) => JsonBytes.Of(AlertmanagerAlerts.Of(notification, time.GetUtcNow(), options.Hold));

    public async ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        using var request = HttpSender.Json(alerts, message.Body);
        if (options.Password is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Credentials(options));
        return await http.Send(request, answer => answer.Judge(answer.Status == System.Net.HttpStatusCode.BadRequest ? answer.Text() : null), cancellation);
    }

    static string Credentials(AlertmanagerOptions options) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}"));

    public void Dispose() => http.Dispose();
}
