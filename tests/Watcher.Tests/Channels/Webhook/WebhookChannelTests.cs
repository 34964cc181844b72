using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Watcher.Channels;
using Watcher.Channels.Http;
using Watcher.Channels.Webhook;
using Xunit;

namespace Watcher.Tests.Channels.Webhook;

public sealed class WebhookChannelTests : IAsyncLifetime
{
    static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"schema":"watcher.notification/1","id":"n-1"}""");
    readonly FakeTime time = new();
    HookServer server = null!;

    public async Task InitializeAsync() => server = await HookServer.Start();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_call_is_one_post_of_the_body_with_its_key()
    {
        Assert.Equal(new Delivery.Delivered("127.0.0.1: HTTP 200"), await Send(Channel()));
        var call = Assert.Single(server.Calls);
        Assert.Equal(("POST", "/hook", "application/json", "n-1-fired"),
            (call.Method, call.Path, call.Headers["Content-Type"], call.Headers["Idempotency-Key"]));
        Assert.Equal(Body, call.Body);
        Assert.Equal("1767225600", call.Headers["X-Watcher-Timestamp"]); // 2026-01-01T00:00:00Z
        Assert.DoesNotContain("X-Watcher-Signature", call.Headers.Keys);
    }

    [Fact]
    public async Task With_a_secret_the_receiver_can_verify_time_and_body()
    {
        await Send(Channel("s3cret"));
        var call = server.Calls.Single();
        var signed = Encoding.UTF8.GetBytes(call.Headers["X-Watcher-Timestamp"] + ".").Concat(call.Body).ToArray();
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes("s3cret"), signed);
        Assert.Equal("sha256=" + Convert.ToHexString(mac).ToLowerInvariant(), call.Headers["X-Watcher-Signature"]);
    }

    [Fact]
    public async Task A_later_try_sends_the_same_bytes_under_the_same_key_with_a_fresh_time_and_signature()
    {
        var channel = Channel("s3cret");
        server.AnswerWith(503);
        await Send(channel);
        time.Advance(TimeSpan.FromSeconds(10));
        server.AnswerWith(204);
        await Send(channel);
        var (first, second) = (server.Calls.First(), server.Calls.Last());
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Headers["Idempotency-Key"], second.Headers["Idempotency-Key"]);
        Assert.Equal(10, Seconds(second) - Seconds(first));
        Assert.NotEqual(first.Headers["X-Watcher-Signature"], second.Headers["X-Watcher-Signature"]);
    }

    [Fact]
    public void The_body_is_the_documented_notification()
    {
        using var json = JsonDocument.Parse(Channel().Render(SomeNotification.Fired));
        Assert.Equal(("watcher.notification/1", "n-1-fired", "1.21"), (json.RootElement.GetProperty("schema").GetString(),
            json.RootElement.GetProperty("idempotencyKey").GetString(), json.RootElement.GetProperty("value").GetString()));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task Any_2xx_is_delivered(int status)
    {
        server.AnswerWith(status);
        Assert.Equal(new Delivery.Delivered($"127.0.0.1: HTTP {status}"), await Send(Channel()));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(599)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        server.AnswerWith(status);
        Assert.Equal(new Delivery.RetryLater($"127.0.0.1: HTTP {status}"), await Send(Channel()));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(422)]
    public async Task What_cannot_get_better_is_rejected(int status)
    {
        server.AnswerWith(status);
        Assert.Equal(new Delivery.Rejected($"127.0.0.1: HTTP {status}"), await Send(Channel()));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        server.AnswerWith(307, ("Location", "/elsewhere"));
        var rejected = Assert.IsType<Delivery.Rejected>(await Send(Channel()));
        Assert.Contains("redirects are not followed", rejected.Receipt);
        Assert.Equal("/hook", Assert.Single(server.Calls).Path);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Thu, 01 Jan 2026 00:01:30 GMT", 90)]
    public async Task Retry_After_is_passed_on_in_seconds_or_as_a_date(string header, int seconds)
    {
        server.AnswerWith(429, ("Retry-After", header));
        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<Delivery.RetryLater>(await Send(Channel())).After);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_time_is_tried_again()
    {
        var asked = new TaskCompletionSource();
        server.Answer = async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        var sending = Send(Channel());
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(new Delivery.RetryLater("127.0.0.1: no answer in 10 s"), await sending);
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_tried_again_and_the_receipt_names_no_path()
    {
        using var silent = new SilentPort();
        using var channel = new WebhookChannel("ops", new(new($"http://127.0.0.1:{silent.Number}/token-in-path?key=k"), null, HttpSettings.DefaultTimeout), time);
        Assert.Equal(new Delivery.RetryLater("127.0.0.1: connection refused or unreachable"), await Send(channel));
    }

    [Fact]
    public async Task An_answer_without_end_is_not_waited_for()
    {
        var hungUp = new TaskCompletionSource();
        server.Answer = async context =>
        {
            await context.Response.Body.WriteAsync(new byte[1024 * 1024]);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            hungUp.SetResult();
        };
        Assert.IsType<Delivery.Delivered>(await Send(Channel()));
        await hungUp.Task;
    }

    [Fact]
    public async Task Cancelled_by_the_watcher_itself_it_is_no_outcome()
    {
        using var stop = new CancellationTokenSource();
        server.Answer = async _ =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Channel().Send(new("n-1", "n-1-fired", Body, 1), stop.Token).AsTask());
    }

    WebhookChannel Channel(string? secret = null) => new("ops", new(new(server.Url, "/hook"), secret, HttpSettings.DefaultTimeout), time);

    static async Task<Delivery> Send(WebhookChannel channel) => await channel.Send(new("n-1", "n-1-fired", Body, 1), default);

    static long Seconds(ReceivedCall call) => long.Parse(call.Headers["X-Watcher-Timestamp"], CultureInfo.InvariantCulture);
}
