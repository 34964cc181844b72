using System.Text.RegularExpressions;
using Watcher.Tests.House;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed partial class TransitionTableTests
{
    [Fact]
    public void Every_row_of_the_table_names_a_test()
    {
        var named = RowsTest().Matches(File.ReadAllText(Checkout.PathOf("docs", "alerts.md"))).Select(m => m.Groups[1].Value).ToList();
        var tests = typeof(TransitionTableTests).Assembly.GetTypes().Where(t => t.Namespace == typeof(TransitionTableTests).Namespace)
            .SelectMany(t => t.GetMethods().Where(m => m.IsDefined(typeof(FactAttribute), inherit: true)).Select(m => $"{t.Name}.{m.Name}"));
        Assert.True(named.Count > 30);
        Assert.Empty(named.Except(tests));
    }

    [GeneratedRegex(@"^\|.*`(\w+Tests\.\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex RowsTest();
}
