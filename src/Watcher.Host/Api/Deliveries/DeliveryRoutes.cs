using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Settings;

namespace Watcher.Host.Api.Deliveries;

/// <summary>What was sent through the channels, and what came of it.</summary>
static class DeliveryRoutes
{
    static readonly ApiParameter Channel = new("channel", ParameterKind.Text, "Of this channel only");
    static readonly ApiParameter Limit = ApiParameter.Limit("messages", 1000, 200);

    public static ImmutableArray<ApiRoute> All { get; } =
    [
        new("GET", "/deliveries", "The newest messages with every try to deliver them, newest first", DeliveryJson.Schema, List) { Parameters = [Channel, Limit] },
    ];

    static JsonObject List(ApiRequest request)
    {
        var channels = request.Watch.Config.Channels.Select(channel => channel.Name).ToList();
        var channel = request.Text(Channel);
        if (channel is not null && !channels.Contains(channel)) throw ApiProblem.Of(Channel.Name, $"there is no channel '{channel}'{Suggestion.For(channel, channels)}");
        return DeliveryJson.Document(request.Watch.Store.Outbox.Newest(channel, request.Count(Limit)));
    }
}
