using Watcher.Channels.Http;
using Watcher.Settings;

namespace Watcher.Channels.Discord;

/// <param name="Url">A channel's webhook, whose path is its password; <c>?thread_id=</c> leads into a thread.</param>
public sealed record DiscordOptions(Uri Url, TimeSpan Timeout)
{
    public static DiscordOptions From(SettingsNode settings) => new(
        HttpSettings.RequiredUrl(settings, "a channel's webhook, https://discord.com/api/webhooks/... (channel settings, Integrations)"), HttpSettings.Timeout(settings));
}
