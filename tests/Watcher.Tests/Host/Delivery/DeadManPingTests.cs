using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Host.Delivery;
using Watcher.Tests.Channels;
using Xunit;

namespace Watcher.Tests.Host.Delivery;

public sealed class DeadManPingTests : IAsyncLifetime
{
    readonly FakeTime time = new();
    HookServer server = null!;

    public async Task InitializeAsync() => server = await HookServer.Start();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_ping_is_one_get_of_the_url()
    {
        using var ping = Ping();
        Assert.True(await ping.Send(default));
        var call = Assert.Single(server.Calls);
        Assert.Equal(("GET", "/ping"), (call.Method, call.Path));
    }

    [Fact]
    public async Task A_watchdog_that_refuses_breaks_nothing()
    {
        server.AnswerWith(404);
        using var ping = Ping();
        Assert.False(await ping.Send(default));
    }

    [Fact]
    public async Task A_watchdog_that_does_not_answer_is_given_up_after_10_seconds()
    {
        var asked = new TaskCompletionSource();
        server.Answer = async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        using var ping = Ping();
        var sending = ping.Send(default);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(await sending);
    }

    DeadManPing Ping() => new(new(server.Url, "/ping"), time, NullLogger<DeadManPing>.Instance);
}
