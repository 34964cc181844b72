using System.Globalization;
using System.Text.RegularExpressions;
using Watcher.Channels.Http;
using Watcher.Settings;

namespace Watcher.Channels.Telegram;

/// <param name="Url">The Bot API's server; one's own where a large installation runs one.</param>
/// <param name="Token">The bot's, from @BotFather.</param>
/// <param name="Chat">A chat's number (negative for groups), or a public channel's <c>@name</c>.</param>
/// <param name="Thread">A topic in a forum group; null = the group itself.</param>
public sealed partial record TelegramOptions(Uri Url, string Token, string Chat, long? Thread, TimeSpan Timeout)
{
    public static TelegramOptions From(SettingsNode settings)
    {
        var options = new TelegramOptions(HttpSettings.Url(settings, "https://api.telegram.org/"),
            settings.RequiredText("Token"), settings.RequiredText("Chat"), settings.Integer("Thread"), HttpSettings.Timeout(settings));
        if (options.Token.Length > 0 && !BotToken().IsMatch(options.Token))
            settings.Problem("Token", "is not a bot's token (digits, a colon, letters): @BotFather gives one on /newbot");
        if (options.Chat.Length > 0 && !ChatName().IsMatch(options.Chat))
            settings.Problem("Chat", "must be a chat's number, such as -1001234567890, or a public channel's @name; write to the bot and see getUpdates");
        if (options.Thread <= 0) settings.Problem("Thread", "must be a positive number: the message thread of a forum's topic");
        return options;
    }

    /// <summary>A number where it is one: the API tells names and numbers apart.</summary>
    internal System.Text.Json.Nodes.JsonNode ChatId => long.TryParse(Chat, CultureInfo.InvariantCulture, out var id) ? id : Chat;

    [GeneratedRegex("^[0-9]+:[A-Za-z0-9_-]{20,}$")]
    private static partial Regex BotToken();

    [GeneratedRegex("^(-?[0-9]{1,19}|@[A-Za-z][A-Za-z0-9_]{3,31})$")]
    private static partial Regex ChatName();
}
