using System.Net;
using System.Net.Sockets;
using System.Text;
using Watcher.Alerts;
using Watcher.Host.Api.Live;
using Watcher.Store;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Api.Live;

public sealed class EventStreamTests
{
    [Fact]
    public async Task Reports_alerts_deliveries_and_what_people_say_are_told_as_they_change()
    {
        await using var api = await RunningApi.Start();
        using var stream = await Stream.Open(api);
        Assert.Equal(("text/event-stream", "ready", """{"missed":false}"""), (stream.Type, stream.Greeting.Name, stream.Greeting.Data));

        await api.Cycle();
        Assert.Equal(("report", """{"chain":"devnet"}"""), await stream.Next());

        api.Ledger.Adopt(Some.Changes(Some.Alert("a1", AlertPhase.Firing), Some.Message("a1-1", "a1")));
        Assert.Equal(("alerts", """{"alerts":[{"id":"a1","rule":"liquidation-near","state":"firing"}]}"""), await stream.After("alerts", "a1"));
        Assert.Equal(("deliveries", """{"deliveries":[{"channel":"ops","notification":"a1-1","state":"pending"}]}"""), await stream.Next());

        var due = api.Store.Outbox.Due("ops", DateTimeOffset.MaxValue, 1).Single();
        api.Ledger.Record(new(due, Some.Genesis, TimeSpan.Zero, DeliveryOutcome.Delivered, "HTTP 200"));
        Assert.Equal(("deliveries", """{"deliveries":[{"channel":"ops","notification":"a1-1","state":"delivered"}]}"""), await stream.Next());

        using var acknowledged = await api.Send("POST", "/api/v1/alerts/a1/ack");
        api.Ledger.Tick();
        Assert.Equal(("steering", "{}"), await stream.After("steering", ""));
    }

    [Fact]
    public async Task A_report_is_told_of_when_the_chains_document_knows_of_it_too()
    {
        await using var api = await RunningApi.Start();
        using var listener = api.Feed.Listen()!;
        bool? toldTooEarly = null;
        api.Ledger.Reported += () => toldTooEarly = listener.Waiting.TryRead(out var _);
        Assert.Equal("not read yet", await Why());
        await api.Cycle();
        Assert.False(toldTooEarly);
        Assert.True(listener.Waiting.TryRead(out var _));
        Assert.StartsWith("unreachable", await Why(), StringComparison.Ordinal);

        async Task<string?> Why() => (string?)(await api.Json("/api/v1/chains"))["chains"]![0]!["why"];
    }

    [Fact]
    public async Task Who_comes_back_is_told_whether_something_happened_meanwhile()
    {
        await using var api = await RunningApi.Start();
        using var first = await Stream.Open(api);
        using var again = await Stream.Open(api, first.Greeting.Id);
        Assert.Equal("""{"missed":false}""", again.Greeting.Data);
        api.Feed.Tell("steering", []);
        using var later = await Stream.Open(api, first.Greeting.Id);
        using var stranger = await Stream.Open(api, "of-another-run-7");
        Assert.Equal(("""{"missed":true}""", """{"missed":true}"""), (later.Greeting.Data, stranger.Greeting.Data));
    }

    [Fact]
    public async Task One_too_many_is_told_to_come_later()
    {
        await using var api = await RunningApi.Start();
        for (var i = 0; i < LiveFeed.MostListeners; i++) api.Feed.Listen();
        using var answer = await api.Send("GET", "/api/v1/events");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "30"), (answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
    }

    [Fact]
    public async Task One_who_does_not_read_is_hung_up_on_and_does_not_hold_the_others_up()
    {
        await using var api = await RunningApi.Start();
        using var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPAddress.Loopback, api.Address.Port);
        await client.GetStream().WriteAsync("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        await client.GetStream().ReadExactlyAsync(new byte[100]);

        var large = new string('x', 100_000);
        for (var told = 0; told < 5_000 && api.Feed.Listeners > 0; told++) api.Feed.Tell("steering", new() { ["large"] = large });
        Assert.Equal(0, api.Feed.Listeners);
        await Assert.ThrowsAnyAsync<IOException>(() => client.GetStream().CopyToAsync(System.IO.Stream.Null));
    }

    [Fact]
    public async Task A_stop_ends_it()
    {
        await using var api = await RunningApi.Start();
        using var stream = await Stream.Open(api);
        await api.Stop();
        Assert.Null(await stream.Rest());
    }

    /// <summary>A listener with its greeting.</summary>
    sealed class Stream(HttpResponseMessage answer, StreamReader reader) : IDisposable
    {
        public string? Type => answer.Content.Headers.ContentType?.MediaType;

        public (string Name, string Id, string Data) Greeting { get; private set; }

        public static async Task<Stream> Open(RunningApi api, string? heard = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
            if (heard is not null) request.Headers.Add("Last-Event-ID", heard);
            var answer = await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var stream = new Stream(answer, new(await answer.Content.ReadAsStreamAsync()));
            Assert.Equal("retry: 2000", await stream.Line());
            stream.Greeting = await stream.Event();
            return stream;
        }

        public async Task<(string Name, string Data)> Next()
        {
            var (name, _, data) = await Event();
            return (name, data);
        }

        /// <summary>The next one of that name that speaks of this.</summary>
        public async Task<(string Name, string Data)> After(string name, string word)
        {
            while (true)
            {
                var next = await Next();
                if (next.Name == name && next.Data.Contains(word, StringComparison.Ordinal)) return next;
            }
        }

        public Task<string?> Rest() => reader.ReadLineAsync();

        public void Dispose() => answer.Dispose();

        async Task<string> Line() => await reader.ReadLineAsync() ?? throw new EndOfStreamException();

        async Task<(string Name, string Id, string Data)> Event()
        {
            var read = (Of(await Line(), "event: "), Of(await Line(), "id: "), Of(await Line(), "data: "));
            Assert.Equal("", await Line());
            return read;
        }

        static string Of(string line, string field)
        {
            Assert.StartsWith(field, line, StringComparison.Ordinal);
            return line[field.Length..];
        }
    }
}
