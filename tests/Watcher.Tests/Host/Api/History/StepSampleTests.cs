using Watcher.Host.Api.History;
using Watcher.Store;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Api.History;

public sealed class StepSampleTests
{
    [Theory]
    [InlineData("5.75", "5", "2", "9", "7")] // 23/4
    [InlineData("0.333333333333333333333333333333", "0", "0", "1")]
    [InlineData("1.5", "1", null, "2")]
    [InlineData("Infinity", "1", "Infinity", "2")]
    [InlineData("-1", "1", "-3")]
    [InlineData(null, null, null)]
    public void The_mean_is_the_sum_over_the_count_of_what_is_known(string? mean, params string?[] values) =>
        Assert.Equal(mean, StepSample.Mean(Samples(values)).Value);

    [Fact]
    public void A_mean_has_the_block_of_the_last_and_the_least_and_greatest_their_own()
    {
        var samples = Samples("3", "1", "Infinity", "2");
        Assert.Equal((3, 1, 2), ((int)StepSample.Mean(samples).Block.Number, (int)StepSample.Least(samples).Block.Number, (int)StepSample.Greatest(samples).Block.Number));
    }

    static List<HistorySample> Samples(params string?[] values) => [.. values.Select((value, i) => new HistorySample(Some.Block(i), value, true))];
}
