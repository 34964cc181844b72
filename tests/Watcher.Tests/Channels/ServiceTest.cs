using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels;
using Watcher.Settings;
using Xunit;

namespace Watcher.Tests.Channels;

/// <summary>A channel made from its settings, and a server that answers as its service documents.</summary>
public abstract class ServiceTest : IAsyncLifetime
{
    internal FakeTime Time { get; } = new();
    internal HookServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await HookServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>The settings of the real thing but for <c>Url</c>, which leads to the fake under this path.</summary>
    protected IChannel Channel(string settings, string path = "")
    {
        var json = (JsonObject)JsonNode.Parse(settings)!;
        json["Url"] = new Uri(Server.Url, path).AbsoluteUri;
        return Make(json, Time);
    }

    internal static IChannel Make(JsonObject json, TimeProvider time)
    {
        var problems = new List<SettingsProblem>();
        var channel = Watcher.Channels.Channels.Create("ops", new SettingsNode(json, "Watcher:Channels:ops", problems), new(time, TextWriter.Null));
        Assert.Empty(problems);
        return channel!;
    }

    protected static async Task<Delivery> Send(IChannel channel, params ImmutableArray<Notification> notifications)
    {
        var body = channel is IPeopleChannel people ? people.Render(notifications) : channel.Render(notifications.Single());
        return await channel.Send(new("a1-1", "a1-1-fired", body, 1), default);
    }

    /// <summary>Everything there is to say, as this channel groups it.</summary>
    protected static IEnumerable<ImmutableArray<Notification>> Everything(IChannel channel) =>
        channel is IPeopleChannel ? Scenes.All : Scenes.All.SelectMany(group => group).Select(one => ImmutableArray.Create(one));

    protected JsonObject Body() => (JsonObject)JsonNode.Parse(Server.Calls.Last().Body)!;
}
