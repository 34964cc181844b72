using System.Text;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Alerts;
using Watcher.Channels;
using Watcher.Host.Delivery;
using Watcher.Store;
using Watcher.Tests.Store;
using Xunit;
using Result = Watcher.Channels.Delivery;

namespace Watcher.Tests.Host.Delivery;

public sealed class CourierTests : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore store;
    readonly ScriptedChannel ops = new("ops"), phone = new("phone");
    readonly Courier courier;

    public CourierTests()
    {
        store = files.OpenToRun();
        var channels = new Dictionary<string, IChannel> { ["ops"] = ops, ["phone"] = phone };
        courier = new(store.Outbox, channels, store.Outbox.Record, files.Time, NullLogger<Courier>.Instance);
    }

    public void Dispose()
    {
        store.Dispose();
        files.Dispose();
    }

    [Fact]
    public async Task Everything_due_leaves_in_order_through_its_channel()
    {
        Add(Some.Message("fired"), Some.Message("resolved"), Some.Message("fired", channel: "phone"));
        await courier.DeliverOnce(default);
        Assert.Equal(["fired", "resolved"], ops.Keys);
        Assert.Equal(["fired"], phone.Keys);
        Assert.Empty(store.Outbox.Waiting());
    }

    [Fact]
    public async Task A_failing_receiver_is_tried_at_0_10_30_60_120_and_then_every_300_seconds_with_the_same_bytes_and_key()
    {
        ops.Answer = _ => new Result.RetryLater("HTTP 503");
        Add(Some.Message("fired"));
        Assert.Equal([0, 10, 40, 100, 220, 520, 820], await Tries(TimeSpan.FromMinutes(15)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], ops.Sent.Select(message => message.Attempt));
        Assert.Single(ops.Sent.Select(message => (message.IdempotencyKey, Encoding.UTF8.GetString(message.Body.Span))).Distinct());
    }

    [Fact]
    public async Task Where_the_clock_is_set_back_a_failing_receiver_is_tried_at_once_and_then_as_seldom_as_ever()
    {
        ops.Answer = _ => new Result.RetryLater("HTTP 503");
        Add(Some.Message("fired"));
        await courier.DeliverOnce(default);
        files.Time.Set(TimeSpan.FromHours(-8));
        Assert.Equal([0, 30, 90], await Tries(TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task A_receiver_that_asks_for_longer_gets_it()
    {
        ops.Answer = _ => new Result.RetryLater("HTTP 429", TimeSpan.FromSeconds(90));
        Add(Some.Message("fired"));
        await courier.DeliverOnce(default);
        Assert.Equal(files.Time.GetUtcNow().AddSeconds(90), store.Outbox.NextDue());
    }

    [Fact]
    public async Task A_resolved_waits_for_its_fired_while_other_alerts_pass()
    {
        ops.Answer = message => message.IdempotencyKey == "fired" && message.Attempt == 1 ? new Result.RetryLater("HTTP 500") : new Result.Delivered("ok");
        Add(Some.Message("fired"), Some.Message("resolved"), Some.Message("other", "alert-2"));
        await courier.DeliverOnce(default);
        Assert.Equal(["fired", "other"], ops.Keys);
        // The success of "other" flushed the channel: "fired" need not wait its 10 seconds.
        await courier.DeliverOnce(default);
        Assert.Equal(["fired", "other", "fired", "resolved"], ops.Keys);
    }

    [Fact]
    public async Task A_refused_message_is_not_sent_again_and_the_next_of_its_alert_goes_out()
    {
        ops.Answer = message => message.IdempotencyKey == "fired" ? new Result.Rejected("HTTP 404") : new Result.Delivered("ok");
        Add(Some.Message("fired"), Some.Message("resolved"));
        await courier.DeliverOnce(default);
        await courier.DeliverOnce(default);
        Assert.Equal(["fired", "resolved"], ops.Keys);
        Assert.Equal(1, Assert.Single(store.Outbox.Health()).Rejected);
    }

    [Fact]
    public async Task A_channel_that_hangs_holds_up_no_other()
    {
        var answer = new TaskCompletionSource<Result>();
        ops.Pending = answer.Task;
        Add(Some.Message("slow"), Some.Message("quick", channel: "phone"));
        var delivering = courier.DeliverOnce(default);
        await Until(() => store.Outbox.Waiting() is ["ops"]);
        answer.SetResult(new Result.Delivered("at last"));
        await delivering;
        Assert.Empty(store.Outbox.Waiting());
    }

    [Fact]
    public async Task A_channel_that_throws_is_a_failing_channel()
    {
        ops.Answer = _ => throw new InvalidOperationException("https://secret.example/token");
        Add(Some.Message("fired"));
        await courier.DeliverOnce(default);
        Assert.Equal("internal error: InvalidOperationException", Assert.Single(store.Outbox.Health()).LastError);
    }

    [Fact]
    public async Task Messages_to_a_channel_that_is_configured_no_more_are_given_up_visibly()
    {
        Add(Some.Message("fired", channel: "gone"));
        await courier.DeliverOnce(default);
        var health = Assert.Single(store.Outbox.Health());
        Assert.Equal(("gone", 1, "no channel of this name is configured any more"), (health.Channel, health.Rejected, health.LastError));
    }

    [Fact]
    public async Task One_channel_is_delivered_without_the_others()
    {
        Add(Some.Message("fired"), Some.Message("fired", channel: "phone"));
        await courier.Deliver("ops", default);
        Assert.Equal(["fired"], ops.Keys);
        Assert.Equal<string>(["phone"], store.Outbox.Waiting());
    }

    [Fact]
    public async Task While_receipts_cannot_be_stored_a_message_is_not_repeated_every_second()
    {
        store.Connection.Execute("CREATE TRIGGER no BEFORE INSERT ON deliveries BEGIN SELECT raise(ABORT, 'no'); END");
        Add(Some.Message("fired"));
        for (var second = 0; second < 39; second++)
        {
            await courier.Deliver("ops", default);
            files.Time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(2, ops.Sent.Count); // at 0 and 10 s; the next would be at 40 s
    }

    [Fact]
    public async Task While_receipts_cannot_be_stored_a_clock_set_back_lengthens_no_wait()
    {
        store.Connection.Execute("CREATE TRIGGER no BEFORE INSERT ON deliveries BEGIN SELECT raise(ABORT, 'no'); END");
        Add(Some.Message("fired"));
        await courier.Deliver("ops", default);
        files.Time.Set(TimeSpan.FromHours(-8));
        await courier.Deliver("ops", default);
        Assert.Single(ops.Sent);
        files.Time.Advance(TimeSpan.FromSeconds(10));
        await courier.Deliver("ops", default);
        Assert.Equal(2, ops.Sent.Count);
    }

    [Fact]
    public async Task A_stop_lets_what_is_on_its_way_arrive_and_begins_nothing_new()
    {
        using var stop = new CancellationTokenSource();
        var answer = new TaskCompletionSource<Result>();
        ops.Pending = answer.Task;
        Add([.. Enumerable.Range(0, 20).Select(i => Some.Message($"k{i}", $"alert-{i}"))]);
        var delivering = courier.Deliver("ops", stop.Token);
        await Until(() => ops.Sent.Count == 8);
        await stop.CancelAsync();
        files.Time.Advance(TimeSpan.FromSeconds(1.9));
        answer.SetResult(new Result.Delivered("at last"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);
        Assert.Equal(8, ops.Sent.Count);
        Assert.Equal(12, store.Outbox.Due("ops", files.Time.GetUtcNow(), 100).Length);
    }

    [Fact]
    public async Task What_does_not_arrive_within_two_seconds_of_a_stop_is_cut_off_and_stays_in_the_outbox()
    {
        using var stop = new CancellationTokenSource();
        ops.Pending = new TaskCompletionSource<Result>().Task;
        Add(Some.Message("fired"));
        var delivering = courier.Deliver("ops", stop.Token);
        await Until(() => ops.Sent.Count == 1);
        await stop.CancelAsync();
        files.Time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);
        Assert.Equal(0, Assert.Single(store.Outbox.Due("ops", files.Time.GetUtcNow(), 10)).Attempts);
    }

    /// <summary>The seconds at which something was sent.</summary>
    async Task<List<double>> Tries(TimeSpan within)
    {
        var tries = new List<double>();
        for (var second = 0; second <= within.TotalSeconds; second++)
        {
            var before = ops.Sent.Count;
            await courier.DeliverOnce(default);
            if (ops.Sent.Count > before) tries.Add(second);
            files.Time.Advance(TimeSpan.FromSeconds(1));
        }
        return tries;
    }

    void Add(params OutboxMessage[] messages) => store.Outbox.Add(messages, files.Time.GetUtcNow());

    static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    sealed class ScriptedChannel(string name) : IChannel
    {
        readonly List<OutgoingMessage> sent = [];

        public string Name => name;
        public Func<OutgoingMessage, Result> Answer { get; set; } = _ => new Result.Delivered("ok");
        public Task<Result>? Pending { get; set; }

        public List<OutgoingMessage> Sent
        {
            get { lock (sent) return [.. sent]; }
        }

        public IEnumerable<string> Keys => Sent.Select(message => message.IdempotencyKey);

        public byte[] Render(Notification notification) => [];

        public async ValueTask<Result> Send(OutgoingMessage message, CancellationToken cancellation)
        {
            lock (sent) sent.Add(message);
            return Pending is null ? Answer(message) : await Pending.WaitAsync(cancellation);
        }
    }
}
