using Watcher.Rules;
using Xunit;
using static Watcher.Rules.Truth;

namespace Watcher.Tests.Rules;

public sealed class TruthTests
{
    [Theory]
    [InlineData(False, True)]
    [InlineData(True, False)]
    [InlineData(Unknown, Unknown)]
    [InlineData(NotApplicable, NotApplicable)]
    public void Not_turns_what_is_known(Truth truth, Truth expected) => Assert.Equal(expected, truth.Not());

    [Theory]
    [InlineData(False, False, False)]
    [InlineData(False, True, False)]
    [InlineData(False, Unknown, False)]
    [InlineData(False, NotApplicable, NotApplicable)]
    [InlineData(True, True, True)]
    [InlineData(True, Unknown, Unknown)]
    [InlineData(True, NotApplicable, NotApplicable)]
    [InlineData(Unknown, Unknown, Unknown)]
    [InlineData(Unknown, NotApplicable, NotApplicable)]
    [InlineData(NotApplicable, NotApplicable, NotApplicable)]
    public void And_is_false_by_one_false_side_and_does_not_apply_by_one_that_does_not(Truth a, Truth b, Truth expected)
    {
        Assert.Equal(expected, a.And(b));
        Assert.Equal(expected, b.And(a));
    }

    [Theory]
    [InlineData(False, False, False)]
    [InlineData(False, True, True)]
    [InlineData(False, Unknown, Unknown)]
    [InlineData(False, NotApplicable, False)]
    [InlineData(True, True, True)]
    [InlineData(True, Unknown, True)]
    [InlineData(True, NotApplicable, True)]
    [InlineData(Unknown, Unknown, Unknown)]
    [InlineData(Unknown, NotApplicable, Unknown)]
    [InlineData(NotApplicable, NotApplicable, NotApplicable)]
    public void Or_is_true_by_one_true_side_and_ignores_one_that_does_not_apply(Truth a, Truth b, Truth expected)
    {
        Assert.Equal(expected, a.Or(b));
        Assert.Equal(expected, b.Or(a));
    }
}
