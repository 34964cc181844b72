using System.Text.Json;
using Watcher.Alerts;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class AlertBookTests : IDisposable
{
    readonly TempDatabase files = new();
    WatcherStore store;

    public AlertBookTests() => store = files.OpenToRun();

    public void Dispose()
    {
        store.Dispose();
        files.Dispose();
    }

    [Fact]
    public void The_alert_machine_goes_on_after_a_restart_with_the_very_state_it_had()
    {
        var state = Some.Alert("a", AlertPhase.Firing) with { ToldAt = Some.Genesis.AddSeconds(1.5), Told = 2, UnknownSince = Some.Genesis };
        store.Commit(Some.Changes(state));
        store.Dispose();
        store = files.OpenToRun();
        Same(state, Assert.Single(store.Alerts.States()));
    }

    [Fact]
    public void A_new_life_of_an_alert_leaves_the_old_one_in_the_list()
    {
        store.Commit(Some.Changes(Some.Alert("a", AlertPhase.Resolved)));
        files.Time.Advance(TimeSpan.FromMinutes(1));
        store.Commit(Some.Changes(Some.Alert("b", AlertPhase.Firing)));
        Assert.Equal(["b", "a"], store.Alerts.List().Select(alert => alert.Id));
        Assert.Equal("b", Assert.Single(store.Alerts.States()).Id);
    }

    [Fact]
    public void What_never_fired_nor_waits_is_not_in_the_list_but_an_unknown_is()
    {
        store.Commit(Some.Changes(Some.Alert("calm", AlertPhase.Inactive)));
        store.Commit(Some.Changes(Some.Alert("blind", AlertPhase.Inactive) with { UnknownSince = Some.Genesis }));
        Assert.Equal(["blind"], store.Alerts.List().Select(alert => alert.Id));
    }

    [Fact]
    public void Those_of_one_state_are_listed_however_many_others_are_newer()
    {
        store.Commit(Some.Changes(Some.Alert("fires", AlertPhase.Firing)));
        store.Commit(Some.Changes(Some.Alert("blind", AlertPhase.Inactive) with { Key = new("other", "there"), UnknownSince = Some.Genesis }));
        store.Commit(Some.Changes(Some.Alert("over", AlertPhase.Resolved) with { Key = new("other", "here") }));
        Assert.Equal(["fires"], store.Alerts.List(1, AlertPhase.Firing).Select(alert => alert.Id));
        Assert.Equal(["blind"], store.Alerts.List(1, AlertPhase.Pending).Select(alert => alert.Id));
        Assert.Equal(["over"], store.Alerts.List(1, AlertPhase.Resolved).Select(alert => alert.Id));
    }

    [Fact]
    public void An_alert_shows_its_evidence_every_step_and_every_delivery()
    {
        var fired = Some.Alert("a", AlertPhase.Firing);
        store.Commit(Some.Changes(fired, Some.Message("a-1", "a")));
        store.Commit(new AlertChanges([fired with { Phase = AlertPhase.Resolved }],
            [new("a", AlertPhase.Firing, AlertPhase.Resolved, "healthFactor > 1.35", Some.Genesis.AddHours(1), null)], []));
        var due = Assert.Single(store.Outbox.Due("ops", files.Time.GetUtcNow(), 10));
        store.Outbox.Record(new(due, files.Time.GetUtcNow(), TimeSpan.FromMilliseconds(7), DeliveryOutcome.Delivered, "HTTP 204"));

        var life = store.Alerts.Find("a")!;
        Assert.Equal("1.21", (string?)life.State.Evidence!["healthFactor"]);
        Assert.Equal<AlertTransition>(
            [
                new("a", AlertPhase.Inactive, AlertPhase.Firing, "fired", Some.Genesis, Some.Block(7)),
                new("a", AlertPhase.Firing, AlertPhase.Resolved, "healthFactor > 1.35", Some.Genesis.AddHours(1), null),
            ], life.Transitions);
        Assert.Equal<DeliveryReceipt>([new("ops", "a-1", "delivered", 1, files.Time.GetUtcNow(), DeliveryOutcome.Delivered, "HTTP 204")], life.Deliveries);
    }

    [Fact]
    public void An_unknown_id_is_no_alert() => Assert.Null(store.Alerts.Find("nobody"));

    static void Same(AlertState expected, AlertState actual) => Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
