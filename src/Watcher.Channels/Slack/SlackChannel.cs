using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.Slack;

/// <summary>Sends to a Slack channel, by an incoming webhook or by <c>chat.postMessage</c>, whose refusals come as HTTP 200.</summary>
public sealed class SlackChannel(string name, SlackOptions options, TimeProvider time) : IPeopleChannel, IDisposable
{
    public const string Type = "slack";
    static readonly ImmutableHashSet<string> Passing = ["ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"];
    readonly HttpSender http = new(time, options.Timeout, [.. UrlSecrets.Of(options.Url), .. options.Token is { } token ? [token] : Array.Empty<string>()]);

    public static ChannelKind Kind { get; } = new(Type, (name, settings, context) => new SlackChannel(name, SlackOptions.From(settings), context.Time));

    public string Name => name;

    public byte[] Render(ImmutableArray<Notification> notifications) => SlackMessage.Of(notifications);

    public async ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        if (options.Token is not { } token)
        {
            using var hook = HttpSender.Json(options.Url, message.Body);
            return await http.Send(hook, answer => answer.Judge(answer.Text()), cancellation);
        }
        using var request = HttpSender.Json(options.Url, JsonBytes.With(message.Body.Span, ("channel", options.Channel!)));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.Send(request, JudgeMethod, cancellation);
    }

    /// <summary><c>{ "ok": false, "error": "channel_not_found" }</c> is a refusal, whatever the status.</summary>
    static Delivery JudgeMethod(HttpAnswer answer)
    {
        var error = answer.Field("error")?.ToString();
        var byStatus = answer.Judge(error);
        if (byStatus is not Delivery.Delivered || answer.Field("ok") is JsonValue ok && ok.TryGetValue(out bool taken) && taken) return byStatus;
        return error is null || Passing.Contains(error) ? answer.RetryLater(error ?? "without a word of success") : answer.Rejected(error);
    }

    public void Dispose() => http.Dispose();
}
