using Watcher.Host.Api.WhatIf;
using Xunit;

namespace Watcher.Tests.Host.Api.WhatIf;

public sealed class TurnsTests
{
    [Fact]
    public async Task One_works_at_a_time_so_many_wait_and_the_next_is_sent_away()
    {
        using var turns = new Turns();
        var first = await turns.Take(default);
        var waiting = Enumerable.Range(0, Turns.MostWaiting).Select(_ => turns.Take(default)).ToList();
        Assert.Null(await turns.Take(default));
        Assert.DoesNotContain(waiting, one => one.IsCompleted);
        first!.Dispose();
        Assert.NotNull(await await Task.WhenAny(waiting));
        Assert.Equal(1, waiting.Count(one => one.IsCompleted));
    }

    [Fact]
    public async Task Who_goes_away_while_he_waits_leaves_his_place_to_another()
    {
        using var turns = new Turns();
        using var gone = new CancellationTokenSource();
        using var first = await turns.Take(default);
        var waiting = Enumerable.Range(0, Turns.MostWaiting).Select(_ => turns.Take(gone.Token)).ToList();
        await gone.CancelAsync();
        foreach (var one in waiting) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        var next = turns.Take(default);
        first!.Dispose();
        Assert.NotNull(await next);
    }
}
