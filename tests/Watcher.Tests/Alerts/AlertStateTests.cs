using System.Text.Json;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class AlertStateTests
{
    [Fact]
    public void A_state_survives_json_whole()
    {
        var scene = new AlertScene { Evidence = new JsonObject { ["healthFactor"] = "1.2" } };
        scene.Rule = scene.Rule with { Channels = ["ops"], Escalate = new(TimeSpan.Zero, ["phone"]) };
        scene.Reads("1.2").Reads("unknown").Ticks(TimeSpan.FromDays(1));
        scene.State = scene.State with { ClearSince = scene.Now, Confirmation = new(Verdict.Disputed, ["node#0", "node#1"], "they differ"), ResolvedAt = scene.Now, PendingSince = scene.Now };
        var unset = typeof(AlertState).GetProperties().Where(p => p.Name != nameof(AlertState.Outage) && p.GetValue(scene.State) is null).Select(p => p.Name);
        Assert.Empty(unset);

        var json = JsonSerializer.Serialize(scene.State);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<AlertState>(json)));
    }

    [Fact]
    public void A_fresh_state_survives_too()
    {
        var json = JsonSerializer.Serialize(new AlertScene().State);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<AlertState>(json)));
    }
}
