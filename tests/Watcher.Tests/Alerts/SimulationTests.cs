using System.Text.Json;
using Watcher.Alerts;
using Xunit;

namespace Watcher.Tests.Alerts;

/// <summary>A seeded random life: readings of every kind, replays, reorganisations, clocks, restarts, acknowledgements, silences, ends. What must never happen is checked after each step.</summary>
public sealed class SimulationTests
{
    const int Steps = 3000;
    readonly HashSet<string> keys = [];
    readonly Dictionary<string, List<NotificationReason>> lives = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_comes_no_alert_lies(int seed)
    {
        var random = new Random(seed);
        var scene = new AlertScene();
        scene.Rule = scene.Rule with
        {
            For = TimeSpan.FromSeconds(random.Next(3) * 20),
            KeepFiring = TimeSpan.FromSeconds(random.Next(3) * 20),
            Worsen = BigDecimal.Parse("0.03"),
            Repeat = TimeSpan.FromHours(1),
            Escalate = new(TimeSpan.FromMinutes(30), ["phone"]),
            Channels = ["ops"],
        };
        for (var step = 0; step < Steps; step++)
        {
            var before = scene.State;
            var good = Next(scene, random);
            Check(before, scene, good);
            Replay(scene);
        }
        Assert.All(Enum.GetValues<NotificationReason>().Except([NotificationReason.Event, NotificationReason.Test]), reason =>
            Assert.Contains(lives.Values, told => told.Contains(reason)));
    }

    /// <summary>Takes one step; answers the health factor read well in it, or that the watch ended.</summary>
    string? Next(AlertScene scene, Random random)
    {
        switch (random.Next(20))
        {
            case 0: scene.Ticks(TimeSpan.FromMinutes(random.Next(-10, 400))); return null;
            case 1: scene.Reads("unknown"); return null;
            case 2: scene.ReadsNothing().Ticks(TimeSpan.FromMinutes(random.Next(30))); return null;
            case 3: scene.Reads("n/a"); return "n/a";
            case 4: scene.State = Stored(scene.State); scene.OutageStates = [.. scene.OutageStates.Select(Stored)]; return Quiet(scene);
            case 5: scene.MineAt(scene.Block.Number - (ulong)random.Next(5), (char)('b' + random.Next(20)), scene.Block.Timestamp - TimeSpan.FromSeconds(random.Next(40))); return Read(scene, random);
            case 6 when scene.State.Phase == AlertPhase.Firing && random.Next(4) == 0: scene.Acknowledges(); return Quiet(scene);
            case 7 when random.Next(5) == 0: scene.Silences(TimeSpan.FromMinutes(random.Next(60)), s => s with { Unknown = random.Next(4) == 0 }); return Quiet(scene);
            case 8 when random.Next(10) == 0: scene.Ends("the rule was changed"); return "ended";
            case 9 when random.Next(10) == 0: scene.Closes(); return "closed";
            default: scene.Mine(TimeSpan.FromSeconds(12)); return Read(scene, random);
        }
    }

    static string Read(AlertScene scene, Random random)
    {
        var value = new BigDecimal(random.Next(100, 140), 2).ToString();
        scene.Takes(scene.Seen(("healthFactor", value)));
        return value;
    }

    static AlertState Stored(AlertState state) => JsonSerializer.Deserialize<AlertState>(JsonSerializer.Serialize(state))!;

    static string? Quiet(AlertScene scene)
    {
        scene.Ticks(TimeSpan.Zero);
        return null;
    }

    void Check(AlertState before, AlertScene scene, string? good)
    {
        if (before.Phase == AlertPhase.Firing && scene.State.Phase != AlertPhase.Firing)
            Assert.True(good is "ended" or "closed" || (BigDecimal.TryParse(good, out var value) && value > BigDecimal.Parse("1.35")), $"left firing on '{good}'");
        if (before.Phase != AlertPhase.Firing && scene.State.Phase == AlertPhase.Firing)
            Assert.True(BigDecimal.Parse(good!) < BigDecimal.Parse("1.25"), $"fired on '{good}'");
        foreach (var draft in scene.Last.Notifications)
        {
            Assert.True(keys.Add(draft.IdempotencyKey), $"{draft.IdempotencyKey} was told before");
            Assert.NotEmpty(draft.Write().Summary);
            Order(draft);
        }
    }

    /// <summary>Fired first and once, resolved last and once among what is told of firing.</summary>
    void Order(NotificationDraft draft)
    {
        if (!lives.TryGetValue(draft.State.Id!, out var told)) lives[draft.State.Id!] = told = [];
        var (fired, resolved) = (told.Contains(NotificationReason.Fired), told.Contains(NotificationReason.Resolved));
        if (draft.Reason is NotificationReason.Worsened or NotificationReason.Reminder or NotificationReason.Escalated or NotificationReason.Resolved)
            Assert.True(fired && !resolved, $"{draft.Reason} after {string.Join(' ', told)}");
        if (draft.Reason == NotificationReason.Fired) Assert.False(fired || resolved);
        if (draft.Reason == NotificationReason.Recovered) Assert.Equal(NotificationReason.Unknown, told.Last(r => r is NotificationReason.Unknown or NotificationReason.Recovered));
        told.Add(draft.Reason);
    }

    /// <summary>The block read well last, seen again with any value, changes nothing.</summary>
    static void Replay(AlertScene scene)
    {
        if (scene.State is not { LastReading: { } reading, UnknownSince: null }) return;
        foreach (var value in (string[])["1", "1.3", "2", "unknown"])
        {
            var again = AlertMachine.Step(scene.State, scene.Seen(("healthFactor", value)) with { Reading = reading }, Said.Nothing, scene.Now + TimeSpan.FromDays(1));
            Assert.Same(scene.State, again.State);
            Assert.Empty(again.Notifications);
        }
    }
}
