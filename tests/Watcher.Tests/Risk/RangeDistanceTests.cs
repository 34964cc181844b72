using Watcher.Risk;
using Xunit;

namespace Watcher.Tests.Risk;

public sealed class RangeDistanceTests
{
    [Theory]
    [InlineData(2000, "-0.08", "0.12", "0.08")] // 1840/2000 - 1, 2240/2000 - 1
    [InlineData(2500, "-0.264", "-0.104", "-0.104")] // above: 2240/2500 - 1
    [InlineData(1600, "0.15", "0.4", "-0.15")] // below: 1840/1600 - 1
    public void Is_the_move_to_each_end_and_the_nearest_is_negative_outside(int price, string down, string up, string nearest)
    {
        var distance = RangeDistance.Of(price, 1840, 2240);
        Assert.Equal((down, up, nearest), ($"{distance.Down}", $"{distance.Up}", $"{distance.Nearest}"));
    }
}
