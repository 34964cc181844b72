using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.House;

public sealed class MetricsAreDocumentedTests
{
    const string Heading = "### `";

    [Fact]
    public void Each_metric_of_the_catalogue_has_one_section_and_each_section_is_of_a_metric()
    {
        var sections = File.ReadLines(Checkout.PathOf("docs/metrics.md")).Where(line => line.StartsWith(Heading, StringComparison.Ordinal)).Select(line => line[Heading.Length..].TrimEnd('`'));
        Assert.Equal(MetricCatalog.All.Select(metric => metric.Name).Order(), sections.Order());
    }
}
