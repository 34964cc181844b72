using Dapper;
using Watcher.Rules;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class MetricColumnsTests : IDisposable
{
    readonly TempDatabase files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Every_metric_of_the_catalogue_has_its_column_and_its_unit()
    {
        using var store = files.OpenToRun();
        var known = store.Connection.Query<(string Scope, string Name, string Unit)>("SELECT scope, name, unit FROM metrics ORDER BY scope, bit").ToList();
        Assert.Equal(MetricCatalog.All.Select(m => (m.Name, m.Unit)).Order(), known.Select(m => (m.Name, m.Unit)).Order());
        foreach (var table in SampleTable.All)
        {
            var columns = store.Connection.Query<string>("SELECT name FROM pragma_table_info(@Name) ORDER BY cid", new { table.Name }).ToList();
            Assert.Equal(["series_id", "time", "block_id", "unknown", .. table.Columns], columns);
            Assert.Equal(table.Metrics.Select(m => m.Name), known.Where(m => m.Scope == table.Scope).Select(m => m.Name));
        }
    }
}
