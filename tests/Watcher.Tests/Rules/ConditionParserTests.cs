using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Rules;

public sealed class ConditionParserTests
{
    [Theory]
    [InlineData("healthFactor<1.25", "healthFactor < 1.25")]
    [InlineData("  HEALTHFACTOR  <=  1.250 ", "healthFactor <= 1.25")]
    [InlineData("weight( ETH )>50%", "weight(ETH) > 50%")]
    [InlineData("weight(ETH) > 50.0 %", "weight(ETH) > 50%")]
    [InlineData("drift(group:eth) != -0.05", "drift(group:eth) != -0.05")]
    [InlineData("price(0xd8da6bf26964af9d7eed9e03e53415d37aa96045) == 1", "price(0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045) == 1")]
    [InlineData("priceAge(ETH) > 25h", "priceAge(ETH) > 25h")]
    [InlineData("priceAge(ETH) > 90000", "priceAge(ETH) > 90000")]
    [InlineData("interestDays < 30d", "interestDays < 30d")]
    [InlineData("ltv > .8", "ltv > 0.8")]
    [InlineData("ltv > 0.8 AND debtUsd > 1000 Or inRange<1", "ltv > 0.8 and debtUsd > 1000 or inRange < 1")]
    [InlineData("(ltv > 0.8) and ((debtUsd > 1000 or inRange < 1))", "ltv > 0.8 and (debtUsd > 1000 or inRange < 1)")]
    [InlineData("not ltv > 0.8 and debtUsd > 1", "not (ltv > 0.8) and debtUsd > 1")]
    [InlineData("not (ltv > 0.8 and debtUsd > 1)", "not (ltv > 0.8 and debtUsd > 1)")]
    public void A_condition_prints_back_in_normal_form(string written, string printed)
    {
        var condition = Metrics.Parse(written);
        Assert.Equal(printed, condition.ToString());
        Assert.Equal(condition, Metrics.Parse(printed));
    }

    [Fact]
    public void And_binds_tighter_than_or() =>
        Assert.Equal(Truth.True, Metrics.Parse("ltv > 1 or ltv > 0 and debtUsd > 0 or ltv > 2").Evaluate(Metrics.Of(("ltv", "0.5"), ("debtUsd", "1"))));

    [Theory]
    [InlineData("helthFactor < 1", 1, "'helthFactor' is not a metric; did you mean 'healthFactor'?")]
    [InlineData("ltv > 0.8 and helthFactor < 1", 15, "did you mean 'healthFactor'?")]
    [InlineData("healthFactor(ETH) < 1", 13, "healthFactor takes no asset")]
    [InlineData("weight > 0.5", 8, "weight needs an asset: weight(ETH), weight(group:eth)")]
    [InlineData("weight() > 0.5", 8, "expected an asset")]
    [InlineData("weight(ETH > 0.5", 7, "this '(' is never closed")]
    [InlineData("weight(0x123) > 0.5", 8, "'0x123' is not an address")]
    [InlineData("(ltv > 1", 1, "this '(' is never closed")]
    [InlineData("ltv > 1)", 8, "this ')' closes nothing")]
    [InlineData("ltv", 4, "expected one of < <= > >= == != after ltv, found the end")]
    [InlineData("ltv = 1", 5, "write '=='")]
    [InlineData("ltv <", 6, "expected a number to hold ltv against, found the end")]
    [InlineData("ltv < high", 7, "'high' does not fit ltv, which is in ratio: write 0.1 or 10%")]
    [InlineData("debtUsd > 5%", 11, "'5%' does not fit debtUsd, which is in USD: write a plain number")]
    [InlineData("healthFactor < 25h", 16, "'25h' does not fit healthFactor")]
    [InlineData("priceAge(ETH) > 5%", 17, "write 90000 or 25h")]
    [InlineData("1.25 > healthFactor", 1, "write the metric first")]
    [InlineData("0 < ltv", 1, "write the metric first")]
    [InlineData("ltv > 1 && ltv < 2", 9, "write 'and'")]
    [InlineData("ltv > 1 || ltv < 2", 9, "write 'or'")]
    [InlineData("!(ltv > 1)", 1, "write 'not'")]
    [InlineData("ltv > 1 ltv < 2", 9, "expected 'and', 'or' or the end, found 'ltv'")]
    [InlineData("ltv > 1 and", 12, "expected a metric, found the end")]
    [InlineData("", 1, "expected a metric, found the end")]
    [InlineData("ltv > 1 and liquidated", 13, "'liquidated' is an event: it stands alone")]
    public void An_error_names_the_column_and_what_to_write(string written, int column, string message)
    {
        var error = Assert.Throws<ConditionException>(() => Metrics.Parse(written));
        Assert.Equal(column, error.Column);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_an_error_not_a_crash() =>
        Assert.Contains("nested too deeply", Assert.Throws<ConditionException>(() => Metrics.Parse(new string('(', 100_000))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_events_name_alone_is_a_trigger() => Assert.Equal(new EventTrigger("liquidated"), Trigger.Parse(" liquidated ", null, Metrics.Vocabulary));

    [Fact]
    public void A_misspelt_event_gets_a_suggestion() =>
        Assert.Contains("did you mean 'liquidated'?", Assert.Throws<ConditionException>(() => Trigger.Parse("liquidate", null, Metrics.Vocabulary)).Message, StringComparison.Ordinal);
}
