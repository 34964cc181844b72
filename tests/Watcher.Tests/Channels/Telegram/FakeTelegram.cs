using System.Text.Json.Nodes;

namespace Watcher.Tests.Channels.Telegram;

/// <summary>What the Bot API documents of <c>sendMessage</c> (https://core.telegram.org/bots/api#sendmessage, #making-requests, #responseparameters).</summary>
static class FakeTelegram
{
    public const string Token = "123456789:AAF-abcdefghijklmnopqrstuvwxyz01234";
    public const long Chat = -1001234567890, OldChat = -42, Busy = -43, Blocked = -44;

    public static FakeAnswer Answer(ReceivedCall call)
    {
        if (call.Path != $"/bot{Token}/sendMessage") return Error(401, "Unauthorized");
        var json = JsonNode.Parse(call.Body)!.AsObject();
        return (long?)json["chat_id"] switch
        {
            OldChat => Error(400, "Bad Request: group chat was upgraded to a supergroup chat", new() { ["migrate_to_chat_id"] = Chat }),
            Busy => Error(429, "Too Many Requests: retry after 37", new() { ["retry_after"] = 37 }),
            Blocked => Error(403, "Forbidden: bot was blocked by the user"),
            Chat => Check(json),
            _ => Error(400, "Bad Request: chat not found"),
        };
    }

    static FakeAnswer Check(JsonObject json)
    {
        var text = (string?)json["text"] ?? "";
        if (text.Trim().Length == 0) return Error(400, "Bad Request: message text is empty");
        if (text.Length > 4096) return Error(400, "Bad Request: message is too long");
        var entities = json["entities"]?.AsArray() ?? [];
        if (entities.Count > 100) return Error(400, "Bad Request: too many entities");
        foreach (var entity in entities)
        {
            var (offset, length) = ((int)entity!["offset"]!, (int)entity["length"]!);
            if (offset < 0 || offset + length > text.Length || char.IsLowSurrogate(text, Math.Min(offset, text.Length - 1)))
                return Error(400, "Bad Request: entity begins or ends in a middle of a UTF-16 symbol");
        }
        return new(200, """{"ok":true,"result":{"message_id":1}}""");
    }

    static FakeAnswer Error(int code, string description, JsonObject? parameters = null)
    {
        var json = new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description };
        if (parameters is not null) json["parameters"] = parameters;
        return new(code, json.ToJsonString());
    }
}
