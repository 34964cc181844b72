using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.PagerDuty;

/// <summary>Opens and closes PagerDuty incidents by the Events API v2; the same event again changes nothing there.</summary>
public sealed class PagerDutyChannel(string name, PagerDutyOptions options, TimeProvider time) : IChannel, IDisposable
{
    public const string Type = "pagerduty";
    readonly HttpSender http = new(time, options.Timeout, [options.RoutingKey, .. UrlSecrets.Of(options.Url)]);

    public static ChannelKind Kind { get; } = new(Type, (name, settings, context) => new PagerDutyChannel(name, PagerDutyOptions.From(settings), context.Time));

    public string Name => name;

    public byte[] Render(Notification notification) => JsonBytes.Of(PagerDutyEvents.Of(notification));

    public async ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        Delivery last = new Delivery.Delivered("nothing to tell");
        foreach (var one in (JsonArray)JsonNode.Parse(message.Body.Span)!)
        {
            last = await Send((JsonObject)one!, cancellation);
            if (last is not Delivery.Delivered) break;
        }
        return last;
    }

    async ValueTask<Delivery> Send(JsonObject one, CancellationToken cancellation)
    {
        one["routing_key"] = options.RoutingKey;
        using var request = HttpSender.Json(options.Url, JsonBytes.Of(one));
        return await http.Send(request, answer => answer.Judge(Said(answer)), cancellation);
    }

    static string? Said(HttpAnswer answer) =>
        answer.Field("errors") is JsonArray errors ? string.Join("; ", errors.Select(error => error?.ToString())) : answer.Field("message")?.ToString();

    public void Dispose() => http.Dispose();
}
