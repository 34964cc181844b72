using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels;
using Watcher.Host.Drill;
using Watcher.Rules;
using Watcher.Tests.Alerts;
using Xunit;

namespace Watcher.Tests.Host.Drill;

public sealed class PlayTests
{
    static readonly DateTimeOffset Start = AlertScene.Start;
    readonly AlertScene scene = new();

    Observation Seen(string healthFactor) => scene.Seen(("healthFactor", healthFactor));

    static string Told(IEnumerable<NotificationDraft> drafts) => string.Join(' ', drafts.Select(draft => draft.Reason));

    [Fact]
    public void It_fires_worsens_escalates_and_resolves_though_the_rule_waits_for_each()
    {
        scene.Rule = scene.Rule with
        {
            For = TimeSpan.FromMinutes(10),
            KeepFiring = TimeSpan.FromHours(1),
            Worsen = new(5, 2),
            Escalate = new(TimeSpan.FromMinutes(30), ["phone"]),
            Channels = ["ops"],
        };
        var play = new Play([Seen("1.2")], Start);

        Assert.Equal("Fired", Told(play.Breach([Seen("1.2")])));
        Assert.False(play.WouldTell([Seen("1.15")], NotificationReason.Worsened)); // 4.2 %
        Assert.True(play.WouldTell([Seen("1.13")], NotificationReason.Worsened)); // 5.8 %
        Assert.Equal("Worsened", Told(play.Worsen([Seen("1.13")])));
        var escalated = Assert.Single(play.Escalate());
        Assert.Equal<string>(["phone"], escalated.Channels);
        var resolved = Assert.Single(play.Recover([Seen("1.5")]));
        Assert.Equal((NotificationReason.Resolved, "ops phone"), (resolved.Reason, string.Join(' ', resolved.Channels)));
    }

    [Fact]
    public void What_is_breached_without_a_crash_ends_with_the_drill()
    {
        var play = new Play([Seen("1.2")], Start);
        Assert.Equal("Fired", Told(play.Breach([Seen("1.2")])));
        Assert.Empty(play.Escalate());
        var resolved = Assert.Single(play.Recover([Seen("1.2")]));
        Assert.Contains("the drill is over", resolved.Write().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void No_receiver_can_take_it_for_the_alert_that_the_same_reading_would_fire_nor_for_another_drill()
    {
        var real = AlertMachine.Step(AlertState.New(Seen("1.2")), Seen("1.2"), Said.Nothing, Start).Notifications.Single().Write();
        var (one, other) = (Sent(), Sent());
        Assert.Equal(3, new[] { $"drill-{real.IdempotencyKey}", (string)one["idempotencyKey"]!, (string)other["idempotencyKey"]! }.Distinct().Count());
        Assert.StartsWith("drill-", (string)one["id"]!, StringComparison.Ordinal);
        Assert.True((bool)one["drill"]!);
        Assert.StartsWith("DRILL: treasury on devnet: healthFactor 1.2 < 1.25", (string)one["summary"]!, StringComparison.Ordinal);
        Assert.Equal(("near", real.Position), ((string?)one["rule"], (string?)one["position"]));
    }

    JsonNode Sent()
    {
        var told = new Play([Seen("1.2")], Start).Breach([Seen("1.2")]);
        return JsonNode.Parse(Encoding.UTF8.GetString(Assert.Single(DrillMark.Messages(told, [new Programs()])).Body))!;
    }

    sealed class Programs : IChannel
    {
        public string Name => "ops";
        public byte[] Render(Notification notification) => NotificationJson.Write(notification);
        public ValueTask<Watcher.Channels.Delivery> Send(OutgoingMessage message, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
