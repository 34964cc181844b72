using System.Collections.Immutable;
using Watcher.Channels.Alertmanager;
using Watcher.Channels.Console;
using Watcher.Channels.Discord;
using Watcher.Channels.Email;
using Watcher.Channels.LocalCommand;
using Watcher.Channels.Ntfy;
using Watcher.Channels.PagerDuty;
using Watcher.Channels.Slack;
using Watcher.Channels.Telegram;
using Watcher.Channels.Webhook;
using Watcher.Settings;

namespace Watcher.Channels;

/// <summary>Every type of channel there is: one line each.</summary>
public static class Channels
{
    public static ImmutableArray<ChannelKind> All { get; } =
    [
        AlertmanagerChannel.Kind,
        CommandChannel.Kind,
        ConsoleChannel.Kind,
        DiscordChannel.Kind,
        EmailChannel.Kind,
        NtfyChannel.Kind,
        PagerDutyChannel.Kind,
        SlackChannel.Kind,
        TelegramChannel.Kind,
        WebhookChannel.Kind,
    ];

    /// <summary>Makes one configured channel; an unknown <c>Type</c>, like any other problem, is reported to the settings and gives null.</summary>
    public static IChannel? Create(string name, SettingsNode settings, ChannelContext context)
    {
        var type = settings.OneOf("Type", [.. All.Select(kind => kind.Type)]);
        if (type is null && !settings.Has("Type"))
            settings.Problem("Type", $"is required: one of {string.Join(", ", All.Select(kind => kind.Type))}");
        if (All.FirstOrDefault(kind => kind.Type == type) is not { } kind) return null;
        var channel = kind.Create(name, settings, context);
        settings.Done();
        return channel;
    }
}
