using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Watcher.Evm;
using Xunit;

namespace Watcher.Tests.Evm.Heads;

public sealed class NewHeadsTests : IAsyncLifetime
{
    readonly FakeTime time = new();
    readonly ConcurrentQueue<Hash32> told = new();
    readonly ConcurrentQueue<Failure> troubles = new();
    readonly CancellationTokenSource end = new();
    HeadServer server = null!;
    NewHeads heads = null!;
    Task running = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        server = await HeadServer.Start();
        heads = new(server.Url, 0, time);
    }

    public async Task DisposeAsync()
    {
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await running;
            throw new OperationCanceledException();
        });
        await server.DisposeAsync();
        end.Dispose();
    }

    [Fact]
    public async Task Each_new_head_is_told_by_its_hash()
    {
        await Listen();
        await server.Mine(1);
        await server.Mine(2);
        await Until(() => told.Count == 2);
        Assert.Equal([HeadServer.Hash(1), HeadServer.Hash(2)], told);
        Assert.Equal("Basic dXNlcjpwYXNzdzByZA==", server.Authorization);
    }

    [Fact]
    public async Task What_is_no_head_is_passed_over()
    {
        await Listen();
        await server.Send("""{"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":"0x1","result":"0x2"}}""");
        await server.Mine(1);
        await Until(() => told.Count == 1);
        Assert.Empty(troubles);
    }

    [Fact]
    public async Task A_node_that_restarts_is_subscribed_to_again()
    {
        await Listen();
        server.Break();
        await Pause(1);
        await Until(() => heads.Listening);
        await server.Mine(3);
        await Until(() => told.Contains(HeadServer.Hash(3)));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_node_that_stays_silent_for_a_minute_is_connected_to_anew()
    {
        await Listen();
        time.Advance(NewHeads.Silence);
        await Pause(1);
        Assert.Equal("no new head for 60 s", troubles.Single().Why);
        await Until(() => server.Connections == 2 && heads.Listening);
    }

    [Fact]
    public async Task A_head_puts_off_the_end_of_patience()
    {
        await Listen();
        time.Advance(NewHeads.Silence - TimeSpan.FromSeconds(1));
        await server.Mine(1);
        await Until(() => told.Count == 1 && time.Waiting == 1);
        time.Advance(TimeSpan.FromSeconds(2));
        await server.Mine(2);
        await Until(() => told.Count == 2);
        Assert.Empty(troubles);
    }

    [Fact]
    public async Task Pauses_double_up_to_half_a_minute()
    {
        server.Instead = http => Refuse(http, 503);
        running = heads.Run(told.Enqueue, troubles.Enqueue, end.Token);
        var failed = 0;
        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            failed++;
            await Until(() => troubles.Count == failed && time.Waiting == 1);
            time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Equal((failed, failed), (troubles.Count, server.Connections));
            time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    [Fact]
    public async Task A_node_that_takes_no_subscription_says_why_without_the_key()
    {
        server.Answer = """{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"notifications not supported for s3cr3tk3y"}}""";
        var failure = await heads.Try(default);
        Assert.Equal(FailureReason.Unsupported, failure!.Reason);
        Assert.Contains("notifications not supported", failure.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3tk3y", failure.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await HeadServer.Start();
        server.Instead = http =>
        {
            http.Response.Redirect(elsewhere.Url.ToString().Replace("ws://", "http://", StringComparison.Ordinal));
            return Task.CompletedTask;
        };
        Assert.Equal(FailureReason.Unreachable, (await heads.Try(default))!.Reason);
        Assert.Equal(0, elsewhere.Connections);
    }

    [Fact]
    public async Task More_than_anybody_should_have_to_read_ends_the_connection()
    {
        await Listen();
        var sending = server.Send(new string(' ', (1 << 20) + 8192));
        await Until(() => !troubles.IsEmpty);
        // It may still be sending when nobody reads on.
        await Record.ExceptionAsync(() => sending);
        Assert.Equal(FailureReason.TooLarge, troubles.First().Reason);
    }

    [Fact]
    public async Task What_is_not_json_ends_the_connection()
    {
        await Listen();
        await server.Send("welcome");
        await Until(() => !troubles.IsEmpty);
        Assert.Equal(FailureReason.BadAnswer, troubles.First().Reason);
    }

    async Task Listen()
    {
        running = heads.Run(told.Enqueue, troubles.Enqueue, end.Token);
        await Until(() => heads.Listening && time.Waiting == 1);
    }

    /// <summary>Lets the pause before the next try pass.</summary>
    async Task Pause(int seconds)
    {
        await Until(() => !heads.Listening && !troubles.IsEmpty && time.Waiting == 1);
        time.Advance(TimeSpan.FromSeconds(seconds));
    }

    static Task Refuse(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
