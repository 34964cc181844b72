using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Rules;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("<", "1.2499", Truth.True)]
    [InlineData("<", "1.25", Truth.False)]
    [InlineData("<=", "1.250", Truth.True)]
    [InlineData("<=", "1.2500000000000000001", Truth.False)]
    [InlineData(">", "1.25", Truth.False)]
    [InlineData(">", "1.2500000000000000001", Truth.True)]
    [InlineData(">=", "1.25", Truth.True)]
    [InlineData(">=", "1.2", Truth.False)]
    [InlineData("==", "1.25", Truth.True)]
    [InlineData("==", "1.3", Truth.False)]
    [InlineData("!=", "1.25", Truth.False)]
    [InlineData("!=", "1.3", Truth.True)]
    public void Numbers_compare_exactly(string comparator, string value, Truth expected) =>
        Assert.Equal(expected, Metrics.Parse($"healthFactor {comparator} 1.25").Evaluate(Metrics.Of(("healthFactor", value))));

    [Theory]
    [InlineData("<", Truth.False)]
    [InlineData("<=", Truth.False)]
    [InlineData(">", Truth.True)]
    [InlineData(">=", Truth.True)]
    [InlineData("==", Truth.False)]
    [InlineData("!=", Truth.True)]
    public void Infinity_is_above_every_number(string comparator, Truth expected) =>
        Assert.Equal(expected, Metrics.Parse($"healthFactor {comparator} 1.25").Evaluate(Metrics.Of(("healthFactor", "Infinity"))));

    [Theory]
    [InlineData("healthFactor < 1", Truth.Unknown)]
    [InlineData("not healthFactor < 1", Truth.Unknown)]
    [InlineData("healthFactor < 1 or ltv > 0.5", Truth.True)]
    [InlineData("healthFactor < 1 and ltv > 0.5", Truth.Unknown)]
    [InlineData("healthFactor < 1 and ltv < 0.5", Truth.False)]
    public void Unknown_spreads_only_as_far_as_it_matters(string condition, Truth expected) =>
        Assert.Equal(expected, Metrics.Parse(condition).Evaluate(Metrics.Of(("healthFactor", "unknown"), ("ltv", "0.6"))));

    [Theory]
    [InlineData("inRange < 1", Truth.NotApplicable)]
    [InlineData("not inRange < 1", Truth.NotApplicable)]
    [InlineData("inRange < 1 or healthFactor < 1", Truth.True)]
    [InlineData("inRange < 1 or healthFactor > 1", Truth.False)]
    [InlineData("inRange < 1 and healthFactor < 1", Truth.NotApplicable)]
    public void A_loan_has_no_range(string condition, Truth expected) =>
        Assert.Equal(expected, Metrics.Parse(condition).Evaluate(Metrics.Of(("healthFactor", "0.9"))));

    [Fact]
    public void A_percentage_is_a_ratio_and_a_duration_is_seconds_or_days()
    {
        Assert.Equal(Truth.True, Metrics.Parse("liquidationDistance < 10%").Evaluate(Metrics.Of(("liquidationDistance", "0.0999"))));
        Assert.Equal(Truth.False, Metrics.Parse("liquidationDistance < 10%").Evaluate(Metrics.Of(("liquidationDistance", "0.1"))));
        // 25 h = 90,000 s
        Assert.Equal(Truth.True, Metrics.Parse("priceAge(ETH) >= 25h").Evaluate(Metrics.Of(("priceAge(ETH)", "90000"))));
        Assert.Equal(Truth.False, Metrics.Parse("priceAge(ETH) >= 25h").Evaluate(Metrics.Of(("priceAge(ETH)", "89999"))));
        // 36 h = 1.5 days
        Assert.Equal(Truth.True, Metrics.Parse("interestDays == 36h").Evaluate(Metrics.Of(("interestDays", "1.5"))));
    }

    [Theory]
    [InlineData("healthFactor < 1.25", "healthFactor 1.21 < 1.25")]
    [InlineData("healthFactor > 1.25", "healthFactor 1.21 <= 1.25")]
    [InlineData("not (healthFactor >= 1.25)", "healthFactor 1.21 < 1.25")]
    [InlineData("weight(ETH) > 50%", "weight(ETH) 61.5% > 50%")]
    [InlineData("healthFactor < 1.25 and weight(ETH) < 0.5", "healthFactor 1.21 < 1.25, weight(ETH) 0.615 >= 0.5")]
    [InlineData("healthFactor < 1.25 or inRange < 1", "healthFactor 1.21 < 1.25")]
    [InlineData("priceAge(ETH) > 25h", "priceAge(ETH) 1d 2h > 25h")]
    [InlineData("price(ETH) < 1000", "price(ETH) unknown")]
    [InlineData("interestDays < 30", "interestDays infinite >= 30")]
    public void An_explanation_shows_what_was_found_and_is_true_either_way(string condition, string expected) =>
        Assert.Equal(expected, Metrics.Parse(condition).Explain(Metrics.Of(
            ("healthFactor", "1.21"), ("weight(ETH)", "0.615"), ("priceAge(ETH)", "93600"), ("price(ETH)", "unknown"), ("interestDays", "Infinity"))));

    [Fact]
    public void A_shown_value_is_rounded_but_never_onto_its_threshold()
    {
        var condition = Metrics.Parse("healthFactor < 1.25");
        Assert.Equal("healthFactor 1.23457 < 1.25", condition.Explain(Metrics.Of(("healthFactor", "1.23456789"))));
        Assert.Equal("healthFactor 1.249999999 < 1.25", condition.Explain(Metrics.Of(("healthFactor", "1.249999999"))));
    }

    [Theory]
    [InlineData("ltv > 0.9 or healthFactor < 1.25", "healthFactor")]
    [InlineData("ltv > 0.5 and healthFactor < 1.25", "ltv")]
    [InlineData("ltv > 0.5 and debtUsd > 9 or healthFactor < 1.25", "healthFactor")]
    [InlineData("not (ltv < 0.5 or healthFactor >= 1.25)", "ltv")]
    [InlineData("not (ltv > 0.5 and healthFactor >= 1.25)", "healthFactor")]
    public void The_comparison_that_decides_comes_first(string condition, string metric) => Assert.Equal(metric,
        Metrics.Parse(condition).Because(Metrics.Of(("ltv", "0.6"), ("healthFactor", "1.21"), ("debtUsd", "1")))[0].Metric.ToString());

    [Theory]
    [InlineData("healthFactor < 1.25", true)]
    [InlineData("not healthFactor < 1.25", false)]
    [InlineData("healthFactor >= 1.25", false)]
    [InlineData("not not healthFactor <= 1.25", true)]
    [InlineData("healthFactor == 1.25", null)]
    public void The_adverse_direction_is_the_one_that_fires(string condition, bool? lowerIsWorse) =>
        Assert.Equal(lowerIsWorse, Metrics.Parse(condition).Figures(Metrics.Of(("healthFactor", "1")))[0].LowerIsWorse);
}
