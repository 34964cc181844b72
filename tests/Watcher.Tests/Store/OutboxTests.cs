using System.Text;
using Watcher.Alerts;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class OutboxTests : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore store;

    public OutboxTests() => store = files.OpenToRun();

    Outbox Outbox => store.Outbox;
    DateTimeOffset Now => files.Time.GetUtcNow();

    public void Dispose()
    {
        store.Dispose();
        files.Dispose();
    }

    [Fact]
    public void The_same_key_to_the_same_channel_is_stored_once()
    {
        Outbox.Add([Some.Message("k"), Some.Message("k"), Some.Message("k", channel: "phone")], Now);
        Assert.Single(Due());
        Assert.Single(Due("phone"));
    }

    [Fact]
    public void The_body_stays_byte_for_byte()
    {
        byte[] body = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        Outbox.Add([Some.Message("k") with { Body = body }], Now);
        Record(Due().Single(), DeliveryOutcome.Retry, TimeSpan.Zero);
        Assert.Equal(body, Due().Single().Body);
    }

    [Fact]
    public void Of_one_alert_the_next_message_waits_for_the_one_before_on_that_channel_only()
    {
        Outbox.Add([Some.Message("fired"), Some.Message("resolved"), Some.Message("other", "alert-2"), Some.Message("fired", channel: "phone")], Now);
        Assert.Equal(["fired", "other"], Keys());
        Record(Due()[0], DeliveryOutcome.Retry, TimeSpan.FromSeconds(10));
        Assert.Equal(["other"], Keys());
        Assert.Equal(["fired"], Keys("phone"));
        files.Time.Advance(TimeSpan.FromSeconds(10));
        Record(Due()[0], DeliveryOutcome.Delivered);
        Assert.Equal(["resolved", "other"], Keys());
    }

    [Fact]
    public void A_message_waits_for_an_earlier_one_that_tells_of_its_alert_among_others()
    {
        Outbox.Add([Some.Group("group", "alert-1", "alert-2"), Some.Message("resolved", "alert-2"), Some.Message("other", "alert-3")], Now);
        Assert.Equal(["group", "other"], Keys());
        Record(Due()[0], DeliveryOutcome.Delivered);
        Assert.Equal(["resolved", "other"], Keys());
    }

    [Fact]
    public void A_message_of_several_alerts_waits_for_the_earlier_ones_of_each_of_them()
    {
        Outbox.Add([Some.Message("fired", "alert-2"), Some.Group("group", "alert-1", "alert-2"), Some.Message("last", "alert-1")], Now);
        Assert.Equal(["fired"], Keys());
        Record(Due()[0], DeliveryOutcome.Delivered);
        Assert.Equal(["group"], Keys());
        Record(Due()[0], DeliveryOutcome.Delivered);
        Assert.Equal(["last"], Keys());
    }

    [Fact]
    public void Each_alert_of_a_message_shows_its_receipts_under_its_own_notification()
    {
        store.Commit(Some.Changes(Some.Alert("a", AlertPhase.Firing)));
        store.Commit(Some.Changes(Some.Alert("b", AlertPhase.Firing)));
        Outbox.Add([Some.Group("group", "a", "b")], Now);
        Record(Due().Single(), DeliveryOutcome.Retry, TimeSpan.Zero, "HTTP 503");
        Record(Due().Single(), DeliveryOutcome.Delivered);
        var receipts = ((string[])["a", "b"]).SelectMany(alert => store.Alerts.Find(alert)!.Deliveries).Select(r => $"{r.NotificationId} {r.Receipt}");
        Assert.Equal(["a-1 HTTP 503", "a-1 HTTP 200", "b-1 HTTP 503", "b-1 HTTP 200"], receipts);
    }

    [Fact]
    public void A_due_message_names_the_rules_whose_alerts_it_tells_of()
    {
        store.Commit(Some.Changes(Some.Alert("a", AlertPhase.Firing)));
        Outbox.Add([Some.Group("group", "a", "b"), Some.Message("test", null)], Now);
        Assert.Equal<string>(["liquidation-near"], Due()[0].Rules);
        Assert.True(Due()[0].TellsOnlyOf("liquidation-near"));
        Assert.False(Due()[0].TellsOnlyOf("another"));
        Assert.False(Due()[1].TellsOnlyOf("another"));
    }

    [Fact]
    public void A_refused_message_holds_up_nobody()
    {
        Outbox.Add([Some.Message("fired"), Some.Message("resolved")], Now);
        Record(Due()[0], DeliveryOutcome.Rejected);
        Assert.Equal(["resolved"], Keys());
    }

    [Fact]
    public void A_refused_message_is_a_dead_letter_with_what_the_other_side_said()
    {
        Outbox.Add([Some.Group("group", "a", "b"), Some.Message("other", channel: "phone")], Now);
        Record(Due()[0], DeliveryOutcome.Retry, TimeSpan.Zero, "HTTP 503");
        files.Time.Advance(TimeSpan.FromSeconds(1));
        Record(Due()[0], DeliveryOutcome.Rejected, said: "HTTP 404");
        var letter = Assert.Single(Outbox.Dead(null));
        Assert.Equal(("ops", "a-1 b-1", 2, Now, "HTTP 404"), (letter.Channel, string.Join(' ', letter.Tells), letter.Attempts, letter.At, letter.Receipt));
        Assert.Single(Outbox.Dead("ops"));
        Assert.Empty(Outbox.Dead("phone"));
    }

    [Fact]
    public void A_dead_letter_is_due_again_with_the_same_bytes_and_key_once_somebody_asks_for_it()
    {
        Outbox.Add([Some.Message("fired"), Some.Message("other", "alert-2")], Now);
        var before = Due()[0];
        Record(before, DeliveryOutcome.Rejected);
        Assert.Equal(1, Outbox.Resend([before.Id, Due()[0].Id, 99], Now));
        Assert.Equal((before.IdempotencyKey, 1), (Due()[0].IdempotencyKey, Due()[0].Attempts));
        Assert.Equal(before.Body, Due()[0].Body);
        Assert.Empty(Outbox.Dead(null));
        Assert.Equal(0, Outbox.Resend([before.Id], Now));
    }

    [Fact]
    public void A_dead_letter_that_another_process_wants_sent_again_is_taken_up_by_the_run()
    {
        Outbox.Add([Some.Message("fired")], Now);
        Record(Due()[0], DeliveryOutcome.Rejected);
        using (var beside = files.OpenBeside()) beside.Outbox.Resend(beside.Outbox.Dead("ops").Select(letter => letter.Id), Now);
        Assert.Equal(["fired"], Keys());
    }

    [Fact]
    public void Messages_of_no_alert_wait_for_nobody()
    {
        Outbox.Add([Some.Message("test-1", null), Some.Message("test-2", null)], Now);
        Assert.Equal(["test-1", "test-2"], Keys());
    }

    [Fact]
    public void A_failed_message_is_due_again_only_at_its_time_also_after_a_restart()
    {
        Outbox.Add([Some.Message("k")], Now);
        Record(Due().Single(), DeliveryOutcome.Retry, TimeSpan.FromSeconds(30));
        store.Dispose();
        using var again = files.OpenToRun();
        Assert.Equal(Now.AddSeconds(30), again.Outbox.NextDue());
        files.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(again.Outbox.Due("ops", Now, 10));
        files.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Assert.Single(again.Outbox.Due("ops", Now, 10)).Attempts);
    }

    [Fact]
    public void A_clock_set_back_makes_no_message_wait_for_the_time_to_come()
    {
        Outbox.Add([Some.Message("new", "1"), Some.Message("tried", "2")], Now);
        Record(Due()[1], DeliveryOutcome.Retry, TimeSpan.FromMinutes(5));
        Assert.Equal(["new"], Keys());
        Assert.Equal(["new", "tried"], Outbox.Due("ops", Now.AddHours(-8), 10).Select(message => message.IdempotencyKey));
    }

    [Fact]
    public void One_success_flushes_the_channel_and_no_other()
    {
        Outbox.Add([Some.Message("a", "1"), Some.Message("b", "2"), Some.Message("c", "3", "phone")], Now);
        Record(Due()[0], DeliveryOutcome.Retry, TimeSpan.FromMinutes(5));
        Record(Due("phone")[0], DeliveryOutcome.Retry, TimeSpan.FromMinutes(5));
        Record(Due().Single(), DeliveryOutcome.Delivered);
        Assert.Equal(["a"], Keys());
        Assert.Empty(Keys("phone"));
    }

    [Fact]
    public void A_channel_s_health_counts_failures_in_a_row_and_heals_with_one_success()
    {
        Outbox.Add([Some.Message("a", "1"), Some.Message("b", "2"), Some.Message("c", "3")], Now);
        var began = Now;
        var due = Due();
        Record(due[0], DeliveryOutcome.Retry, TimeSpan.FromMinutes(5), "HTTP 503");
        files.Time.Advance(TimeSpan.FromSeconds(5));
        Record(due[1], DeliveryOutcome.Rejected, said: "HTTP 404");
        Assert.Equal<ChannelHealth>([new("ops", 2, began, "HTTP 404", null, 2, 1)], Outbox.Health());
        Record(due[2], DeliveryOutcome.Delivered);
        Assert.Equal<ChannelHealth>([new("ops", 0, null, null, Now, 1, 1)], Outbox.Health());
    }

    [Fact]
    public void Channels_with_something_waiting_are_known()
    {
        Outbox.Add([Some.Message("a"), Some.Message("b", channel: "phone")], Now);
        Record(Due().Single(), DeliveryOutcome.Delivered);
        Assert.Equal<string>(["phone"], Outbox.Waiting());
    }

    [Fact]
    public void Of_a_new_database_no_channel_has_a_health_yet() => Assert.Empty(Outbox.Health());

    [Fact]
    public void A_limit_takes_the_oldest()
    {
        Outbox.Add(Enumerable.Range(0, 5).Select(i => Some.Message($"k{i}", $"alert-{i}")), Now);
        Assert.Equal(["k0", "k1"], Outbox.Due("ops", Now, 2).Select(m => m.IdempotencyKey));
        Assert.Equal("body of k0", Encoding.UTF8.GetString(Due()[0].Body));
    }

    List<DueMessage> Due(string channel = "ops") => [.. Outbox.Due(channel, Now, 10)];

    IEnumerable<string> Keys(string channel = "ops") => Due(channel).Select(message => message.IdempotencyKey);

    void Record(DueMessage message, DeliveryOutcome outcome, TimeSpan? again = null, string said = "HTTP 200") =>
        Outbox.Record(new(message, Now, TimeSpan.Zero, outcome, said, Now + again));
}
