using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.Telegram;

/// <summary>Sends to a Telegram chat through a bot (https://core.telegram.org/bots/api#sendmessage). Good news makes no sound.</summary>
public sealed class TelegramChannel(string name, TelegramOptions options, TimeProvider time) : IPeopleChannel, IDisposable
{
    public const string Type = "telegram";
    readonly HttpSender http = new(time, options.Timeout, [options.Token, .. UrlSecrets.Of(options.Url)]);
    readonly Uri method = HttpSettings.Under(options.Url, $"bot{options.Token}/sendMessage");

    public static ChannelKind Kind { get; } = new(Type, (name, settings, context) => new TelegramChannel(name, TelegramOptions.From(settings), context.Time));

    public string Name => name;

    public byte[] Render(ImmutableArray<Notification> notifications) => TelegramMessage.Of(notifications);

    /// <summary>A group that became a supergroup has a new number, which the refusal tells: it gets the message all the same.</summary>
    public async ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        long? moved = null;
        var first = await SendTo(options.ChatId, message, answer =>
        {
            moved = answer.Field("parameters", "migrate_to_chat_id") is JsonValue value && value.TryGetValue(out long chat) ? chat : null;
            return Judge(answer);
        }, cancellation);
        if (moved is not { } supergroup) return first;
        var second = await SendTo(supergroup, message, Judge, cancellation);
        return second with { Receipt = $"{second.Receipt}; the group has moved: set Chat to {supergroup}" };
    }

    async ValueTask<Delivery> SendTo(JsonNode chat, OutgoingMessage message, Func<HttpAnswer, Delivery> judge, CancellationToken cancellation)
    {
        using var request = HttpSender.Json(method, Body(chat, message.Body.Span));
        return await http.Send(request, judge, cancellation);
    }

    static Delivery Judge(HttpAnswer answer) =>
        answer.Judge(answer.Field("description")?.ToString(), HttpAnswer.Seconds(answer.Field("parameters", "retry_after")));

    byte[] Body(JsonNode chat, ReadOnlySpan<byte> stored) => options.Thread is { } thread
        ? JsonBytes.With(stored, ("chat_id", chat.DeepClone()), ("message_thread_id", thread))
        : JsonBytes.With(stored, ("chat_id", chat.DeepClone()));

    public void Dispose() => http.Dispose();
}
