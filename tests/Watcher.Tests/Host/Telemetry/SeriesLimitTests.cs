using System.Diagnostics.Metrics;
using Watcher.Host.Telemetry;
using Xunit;

namespace Watcher.Tests.Host.Telemetry;

public sealed class SeriesLimitTests
{
    [Fact]
    public void Of_more_than_there_may_be_the_first_are_told_and_the_others_counted()
    {
        var limit = new SeriesLimit();
        Assert.Equal(Enumerable.Range(0, SeriesLimit.Most).Select(i => (double)i), limit.Hold("drift", Series(SeriesLimit.Most + 2)).Select(series => series.Value));
        Assert.Equal(SeriesLimit.Most, limit.Hold("imbalance", Series(SeriesLimit.Most)).Count());
        var left = Assert.Single(limit.LeftOff());
        Assert.Equal((2, "drift"), (left.Value, left.Tags[0].Value));
        limit.Hold("drift", Series(1));
        Assert.Empty(limit.LeftOff());
    }

    static IEnumerable<Measurement<double>> Series(int count) => Enumerable.Range(0, count).Select(i => new Measurement<double>(i));
}
