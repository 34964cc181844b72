using System.Globalization;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.Webhook;

/// <summary>POSTs each notification as <c>watcher.notification/1</c> JSON, one a call, with an idempotency key and, given a secret, a signature.</summary>
public sealed class WebhookChannel(string name, WebhookOptions options, TimeProvider time) : IChannel, IDisposable
{
    public const string Type = "webhook";
    readonly HttpSender http = new(time, options.Timeout);

    public static ChannelKind Kind { get; } =
        new(Type, (name, settings, context) => new WebhookChannel(name, WebhookOptions.From(settings), context.Time));

    public string Name => name;

    public byte[] Render(Notification notification) => NotificationJson.Write(notification);

    public async ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        using var request = Request(message);
        return await http.Send(request, answer => answer.Judge(), cancellation);
    }

    HttpRequestMessage Request(OutgoingMessage message)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var request = HttpSender.Json(options.Url, message.Body);
        request.Headers.Add("Idempotency-Key", message.IdempotencyKey);
        request.Headers.Add("X-Watcher-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (options.Secret is { } secret) request.Headers.Add("X-Watcher-Signature", WebhookSignature.Of(secret, timestamp, message.Body.Span));
        return request;
    }

    public void Dispose() => http.Dispose();
}
