using Watcher.Channels.Http;
using Watcher.Settings;

namespace Watcher.Channels.Slack;

/// <summary>An incoming webhook (<c>Url</c> alone), or a bot (<c>Token</c> and <c>Channel</c>) that calls <c>chat.postMessage</c>.</summary>
/// <param name="Url">The webhook, whose path is its password, or the Web API's method.</param>
public sealed record SlackOptions(Uri Url, string? Token, string? Channel, TimeSpan Timeout)
{
    const string PostMessage = "https://slack.com/api/chat.postMessage";

    public static SlackOptions From(SettingsNode settings)
    {
        var (token, channel) = (settings.Text("Token"), settings.Text("Channel"));
        if (token is not null && !token.StartsWith("xox", StringComparison.Ordinal)) settings.Problem("Token", "is not a Slack token (xoxb-...)");
        if (token is not null && string.IsNullOrEmpty(channel)) settings.Problem("Channel", "is required with a Token: a channel's id, such as C0123456789");
        if (token is null && channel is not null) settings.Problem("Channel", "needs a Token; an incoming webhook has a channel of its own");
        var url = token is null
            ? HttpSettings.RequiredUrl(settings, "an incoming webhook, https://hooks.slack.com/services/..., or set Token and Channel instead")
            : HttpSettings.Url(settings, PostMessage);
        return new(url, token, channel, HttpSettings.Timeout(settings));
    }
}
