using Watcher.Channels;
using Xunit;

namespace Watcher.Tests.Channels;

public sealed class BackOffTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 10)]
    [InlineData(2, 30)]
    [InlineData(3, 60)]
    [InlineData(4, 120)]
    [InlineData(5, 300)]
    [InlineData(6, 300)]
    [InlineData(1_000_000, 300)]
    public void Waits_grow_to_five_minutes_and_stay_there(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), BackOff.Delay(failures));

    [Theory]
    [InlineData(1, 45, 45)]
    [InlineData(1, 3, 10)]
    [InlineData(1, -5, 10)]
    [InlineData(9, 3600, 3600)]
    [InlineData(1, 86400 * 400, 86400)]
    public void The_receiver_s_own_wish_is_respected_where_longer_up_to_a_day(int failures, int asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), BackOff.Delay(failures, TimeSpan.FromSeconds(asked)));
}
