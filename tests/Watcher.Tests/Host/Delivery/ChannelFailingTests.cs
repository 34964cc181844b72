using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.Logging;
using Watcher.Alerts;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Host.Documents;
using Watcher.Store;
using Watcher.Tests.Channels;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Delivery;

/// <summary>The whole watch on a real database with two real receivers, <c>ops</c> and <c>phone</c>; one of them fails.</summary>
public sealed class ChannelFailingTests : IAsyncLifetime
{
    readonly TempDatabase files = new();
    readonly Lines lines = new();
    HookServer ops = null!, phone = null!;
    WatcherStore store = null!;
    Watch watch = null!;

    public async Task InitializeAsync()
    {
        (ops, phone) = (await HookServer.Start(), await HookServer.Start());
        Start("ops", "phone");
    }

    public async Task DisposeAsync()
    {
        Stop();
        await ops.DisposeAsync();
        await phone.DisposeAsync();
        files.Dispose();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(410)]
    public async Task A_refused_message_is_told_through_the_other_channel_and_so_is_the_end_of_it(int status)
    {
        ops.AnswerWith(status);
        await Send("ops", "first");
        Assert.Equal(["first"], Keys(ops));
        var fired = Assert.Single(Bodies(phone));
        Assert.Equal(("channel-failing", "fired", "warning"), ((string?)fired["rule"], (string?)fired["reason"], (string?)fired["severity"]));
        Assert.StartsWith($"channel ops: 1 failed try since 2026-01-01 00:00:00 UTC, the last answer was 127.0.0.1: HTTP {status}; 0 messages wait, 1 given up so far; ",
            (string?)fired["summary"], StringComparison.Ordinal);

        ops.AnswerWith(200);
        await Send("ops", "second");
        Assert.Equal(["first", "second"], Keys(ops));
        Assert.Equal(["fired", "resolved"], Reasons(phone));
    }

    [Fact]
    public async Task It_is_listed_and_shown_with_its_receipts_like_any_alert()
    {
        ops.AnswerWith(410);
        await Send("ops", "first");
        var listed = Assert.Single(AlertJson.Document(SaidAlert.Of(store.Alerts.List(), store))["alerts"]!.AsArray())!;
        Assert.Equal(("channel-failing", "ops", "firing"), ((string?)listed["rule"], (string?)listed["channel"], (string?)listed["state"]));
        var shown = AlertJson.Of(store.Alerts.Find((string)listed["id"]!)!, Said.Nothing);
        Assert.Equal("127.0.0.1: HTTP 410", (string?)shown["evidence"]!["lastError"]);
        var receipt = Assert.Single(shown["deliveries"]!.AsArray())!;
        Assert.Equal(("phone", "delivered"), ((string?)receipt["channel"], (string?)receipt["state"]));
    }

    [Fact]
    public async Task A_restart_neither_repeats_nor_forgets_it()
    {
        ops.AnswerWith(410);
        await Send("ops", "first");
        Restart("ops", "phone");
        await Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["fired"], Reasons(phone));
        ops.AnswerWith(200);
        await Send("ops", "second");
        Assert.Equal(["fired", "resolved"], Reasons(phone));
        Assert.Single(store.Alerts.List());
    }

    [Fact]
    public async Task A_channel_that_must_be_tried_again_is_told_after_five_minutes_and_once()
    {
        ops.AnswerWith(503);
        await Send("ops", "first");
        await Pass(TimeSpan.FromSeconds(299));
        Assert.Empty(phone.Calls);
        await Pass(TimeSpan.FromSeconds(1));
        await Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(["fired"], Reasons(phone));
        ops.AnswerWith(200);
        await Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(["fired", "resolved"], Reasons(phone));
    }

    [Fact]
    public async Task A_receiver_that_asks_for_an_hour_is_told_of_after_five_minutes_though_nothing_is_tried()
    {
        ops.AnswerWith(429, ("Retry-After", "3600"));
        await Send("ops", "first");
        await Pass(TimeSpan.FromMinutes(5));
        Assert.Single(ops.Calls);
        Assert.Equal(["fired"], Reasons(phone));
    }

    [Fact]
    public async Task Where_both_fail_each_is_told_when_the_other_heals()
    {
        ops.AnswerWith(503);
        phone.AnswerWith(503);
        Add("ops", "first");
        await Send("phone", "first");
        await Pass(TimeSpan.FromMinutes(5));
        await Pass(TimeSpan.FromMinutes(5));
        ops.AnswerWith(200);
        ops.Calls.Clear();
        await Pass(TimeSpan.FromMinutes(10));
        Assert.Contains("channel phone: ", Assert.Single(Summaries(ops)), StringComparison.Ordinal);
        phone.AnswerWith(200);
        phone.Calls.Clear();
        await Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(["fired", "resolved"], Reasons(phone));
        Assert.All(Summaries(phone), summary => Assert.StartsWith("channel ops: ", summary, StringComparison.Ordinal));
        await Pass(TimeSpan.Zero);
        Assert.Equal(["fired", "resolved"], Reasons(ops));
        Assert.All(store.Alerts.List(), alert => Assert.Equal(AlertPhase.Resolved, alert.Phase));
    }

    [Fact]
    public async Task Two_channels_that_refuse_everything_do_not_talk_about_each_other_for_ever()
    {
        ops.AnswerWith(410);
        phone.AnswerWith(410);
        Add("ops", "first");
        await Send("phone", "first");
        for (var hour = 0; hour < 5; hour++) await Pass(TimeSpan.FromHours(1));
        Assert.Equal((2, 2), (ops.Calls.Count, phone.Calls.Count)); // its own message, and that the other fails
    }

    [Fact]
    public async Task News_of_another_channel_that_is_refused_counts_after_five_minutes_only()
    {
        ops.AnswerWith(410);
        phone.AnswerWith(410);
        await Send("ops", "first");
        Assert.Equal(["channel/ops"], Firing);
        ops.AnswerWith(200);
        await Pass(TimeSpan.FromMinutes(5));
        Assert.Contains("channel phone: ", Assert.Single(Summaries(ops)), StringComparison.Ordinal);
        Assert.Equal(["channel/phone"], Firing);
    }

    [Fact]
    public async Task What_came_of_a_try_and_what_it_means_are_stored_together_or_not_at_all()
    {
        ops.AnswerWith(410);
        store.Connection.Execute("CREATE TRIGGER no BEFORE INSERT ON alerts BEGIN SELECT raise(ABORT, 'no'); END");
        await Assert.ThrowsAsync<StoreException>(() => Send("ops", "first"));
        Assert.Empty(store.Outbox.Health());
        store.Connection.Execute("DROP TRIGGER no");
        await Pass(TimeSpan.Zero);
        Assert.Equal(["first", "first"], Keys(ops));
        Assert.Equal(["fired"], Reasons(phone));
    }

    [Fact]
    public async Task The_only_channel_s_failing_is_a_line_of_the_log()
    {
        Restart("ops");
        ops.AnswerWith(410);
        await Send("ops", "first");
        Assert.Equal(["first"], Keys(ops));
        Assert.Contains(lines.All, line => line.StartsWith("Error channel=ops fired: 1 failed try since 2026-01-01 00:00:00 UTC, the last answer was 127.0.0.1: HTTP 410", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_taken_out_of_the_configuration_ends_its_alert_with_one_message()
    {
        ops.AnswerWith(410);
        await Send("ops", "first");
        for (var run = 0; run < 2; run++)
        {
            Restart("phone");
            watch.Ledger.EndUnwatched();
            await Pass(TimeSpan.FromMinutes(10));
        }
        Assert.Equal(["fired", "resolved"], Reasons(phone));
        Assert.Equal("channel ops: resolved, it is no longer configured.", Summaries(phone)[^1]);
    }

    IEnumerable<string> Firing => store.Alerts.States().Where(s => s.Phase == AlertPhase.Firing).Select(s => s.Key.Subject);

    /// <summary>A message of some rule's alert, and all that follows from it.</summary>
    async Task Send(string channel, string key)
    {
        Add(channel, key);
        await watch.RunOnce(default);
    }

    void Add(string channel, string key) => store.Outbox.Add(
        [Some.Message(key, alert: key, channel) with { Body = """{"reason":"test","summary":"of a rule"}"""u8.ToArray() }], files.Time.GetUtcNow());

    async Task Pass(TimeSpan time)
    {
        files.Time.Advance(time);
        watch.Ledger.Tick();
        await watch.RunOnce(default);
    }

    void Restart(params string[] channels)
    {
        Stop();
        Start(channels);
    }

    void Start(params string[] channels)
    {
        store = files.OpenToRun();
        watch = new(Config(channels), store, files.Time, LoggerFactory.Create(logging => logging.AddProvider(lines)));
    }

    void Stop()
    {
        watch.Dispose();
        store.Dispose();
    }

    WatcherConfig Config(string[] channels)
    {
        var tree = new JsonObject
        {
            ["Channels"] = new JsonObject(channels.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject
            {
                ["Type"] = "webhook",
                ["Url"] = (name == "ops" ? ops : phone).Url.ToString(),
            }))),
        };
        return ConfigReader.Read(ChainLayers.Of(tree, ShippedChains.BesideTheProgram, []), new(files.Time, TextWriter.Null));
    }

    static List<string> Keys(HookServer server) => [.. server.Calls.Select(call => call.Headers["Idempotency-Key"])];

    static List<JsonNode> Bodies(HookServer server) => [.. server.Calls.Select(call => JsonNode.Parse(call.Body)!)];

    static List<string?> Reasons(HookServer server) => Told(server, "reason");

    static List<string?> Summaries(HookServer server) => Told(server, "summary");

    /// <summary>Of the messages about channels.</summary>
    static List<string?> Told(HookServer server, string field) =>
        [.. Bodies(server).Where(body => (string?)body["rule"] == "channel-failing").Select(body => (string?)body[field])];

    sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue($"{logLevel} {formatter(state, exception)}");
        public void Dispose() { }
    }
}
