using System.Text.Json.Nodes;
using Spectre.Console;
using Watcher.Alerts;
using Watcher.Channels;
using Watcher.Host.Cli.Views;
using Watcher.Host.Config;
using Watcher.Settings;

namespace Watcher.Host.Cli;

/// <summary><c>notify test</c>: one message with the reason <c>test</c> through the real channels, and what came of it.</summary>
static class NotifyTestVerb
{
    public static async Task<int> Run(IReadOnlyList<string> files, string? name, bool json, CancellationToken cancellation)
    {
        var config = ConfigLoader.Load(files, ChannelContexts.Of(json));
        var channels = config.Channels.Where(c => name is null || c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (channels.Count == 0)
            throw new UsageException($"CHANNEL: there is no channel '{name}'{Suggestion.For(name!, config.Channels.Select(c => c.Name))}");
        var outcomes = await Task.WhenAll(channels.Select(c => Send(c, cancellation)));
        if (json) ReportOutput.Write(Json(outcomes));
        else foreach (var (channel, outcome) in outcomes) Terminal.Out.MarkupLine($"{Figures.Safe(channel)}: {(IsDelivered(outcome) ? "[green]delivered[/]" : "[red]not delivered[/]")} ({Figures.Safe(outcome.Receipt)})");
        return outcomes.All(o => IsDelivered(o.Outcome)) ? ExitCode.Ok : ExitCode.Unknown;
    }

    static async Task<(string Channel, Watcher.Channels.Delivery Outcome)> Send(IChannel channel, CancellationToken cancellation)
    {
        var id = $"test-{Guid.NewGuid():N}";
        var notification = new Notification(id, $"{id}-{channel.Name}", NotificationReason.Test, Severity.Info, $"A test of the channel '{channel.Name}': it works when you read this.");
        return (channel.Name, await channel.Send(new(id, notification.IdempotencyKey, channel.Render(notification), 1), cancellation));
    }

    static bool IsDelivered(Watcher.Channels.Delivery outcome) => outcome is Watcher.Channels.Delivery.Delivered;

    static JsonObject Json(IEnumerable<(string Channel, Watcher.Channels.Delivery Outcome)> outcomes) => new()
    {
        ["schema"] = "watcher.notify-test/1",
        ["channels"] = new JsonArray([.. outcomes.Select(o => new JsonObject { ["channel"] = o.Channel, ["delivered"] = IsDelivered(o.Outcome), ["receipt"] = o.Outcome.Receipt })]),
    };
}
