using Watcher.Host.Backfill;
using Watcher.Host.Backtest;
using Watcher.Settings;
using Watcher.Tests.Alerts;
using Xunit;

namespace Watcher.Tests.Host;

/// <summary>A block every 10 s; block 100 is 1,000 s old.</summary>
public sealed class FillGridTests
{
    [Theory]
    [InlineData("60s", 100, 118, "(940,1000] (1000,1060] (1060,1120] (1120,1180]")]
    [InlineData("60s", 100, 115, "(940,1000] (1000,1060] (1060,1120] (1120,1150]")] // the end is on it in any case
    [InlineData("60s", 100, 100, "(940,1000]")]
    [InlineData("30000d", 100, 115, "(-,1000] (1000,1150]")]
    [InlineData("60s", 101, 100, "")]
    public void By_time_whatever_is_recorded_in_a_step_will_do(string every, ulong from, ulong to, string points)
    {
        Assert.True(Durations.TryParse(every, out var time));
        Holds(new(new(from, null), null, time, null), from, to, points,
            point => $"({(point.After == DateTimeOffset.UnixEpoch ? "-" : (point.After!.Value - Start).TotalSeconds)},{(point.At.Time!.Value - Start).TotalSeconds}]");
    }

    [Theory]
    [InlineData(5, 100, 112, "100 105 110 112")]
    [InlineData(1, 100, 102, "100 101 102")]
    [InlineData(ulong.MaxValue, 100, 102, "100 102")]
    [InlineData(5, 100, 99, "")]
    public void By_number_it_is_about_the_very_block(ulong every, ulong from, ulong to, string points) =>
        Holds(new(new(from, null), null, TimeSpan.Zero, every), from, to, points, point => $"{point.At.Number}");

    static DateTimeOffset Start => AlertScene.Start;

    static void Holds(PastSteps steps, ulong from, ulong to, string expected, Func<FillPoint, string> text)
    {
        var points = FillGrid.Points(Block(from), Block(to), steps).ToList();
        Assert.Equal(expected, string.Join(' ', points.Select(text)));
        Assert.Equal(points.Count, FillGrid.Count(Block(from), Block(to), steps));
    }

    static BlockRef Block(ulong number) => AlertScene.BlockAt(number, 'a', Start.AddSeconds(10 * number));
}
