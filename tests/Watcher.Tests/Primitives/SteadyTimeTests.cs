using Xunit;

namespace Watcher.Tests.Primitives;

public sealed class SteadyTimeTests
{
    readonly FakeTime wall = new();

    [Fact]
    public void It_goes_with_the_time_that_passes()
    {
        var steady = new SteadyTime(wall);
        wall.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(wall.GetUtcNow(), steady.GetUtcNow());
    }

    [Theory]
    [InlineData(-8)]
    [InlineData(8)]
    public void A_clock_that_is_set_moves_it_not_at_all(int hours)
    {
        var steady = new SteadyTime(wall);
        var (before, stamp) = (steady.GetUtcNow(), steady.GetTimestamp());
        wall.Set(TimeSpan.FromHours(hours));
        Assert.Equal(before, steady.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, steady.GetElapsedTime(stamp));
    }

    [Fact]
    public void Its_timers_are_due_when_the_time_has_passed()
    {
        var fired = 0;
        using var timer = new SteadyTime(wall).CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        wall.Set(TimeSpan.FromHours(-8));
        wall.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, fired);
    }
}
