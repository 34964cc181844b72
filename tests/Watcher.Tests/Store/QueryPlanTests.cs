using Dapper;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

/// <summary>What is asked of millions of rows is found by key: no plan may pass over all readings or samples.</summary>
public sealed class QueryPlanTests : IDisposable
{
    readonly TempDatabase files = new();

    public void Dispose() => files.Dispose();

    public static TheoryData<string> Queries =>
    [
        "SELECT * FROM v_positions_latest",
        "SELECT * FROM v_legs",
        SubjectRow.Sql,
        ReadingRow.LatestGood,
        ReadingRow.AllLatestGood,
        ReadingRow.OfBlock,
        .. SampleTable.All.Select(table => SampleSql.All(table, table.Metrics[0])),
        .. SampleTable.All.Select(table => SampleSql.Bucketed(table, table.Metrics[0])),
    ];

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_looks_up_what_it_needs(string sql)
    {
        using var store = files.OpenToRun();
        var values = new { Name = "", genesis = new byte[32], wallet = "", Protocol = "", Deployment = "", time = 0L, block = 0L, series = 0L, since = 0L, until = 0L, every = 1L, Orphaned = false };
        var steps = store.Connection.Query<Step>("EXPLAIN QUERY PLAN " + sql, values).Select(step => step.Detail).ToList();
        Assert.Contains(steps, step => step.StartsWith("SEARCH ", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.Split(' ') is ["SCAN", var name, ..] && Big.Contains(name) && !step.Contains("VIRTUAL", StringComparison.Ordinal));
    }

    /// <summary>The other way round it holds every step against every sample.</summary>
    [Fact]
    public void A_step_of_a_series_looks_up_its_one_sample()
    {
        using var store = files.OpenToRun();
        var values = new { series = 0L, since = 0L, until = 0L, every = 1L, Orphaned = false };
        foreach (var table in SampleTable.All)
            Assert.Contains(store.Connection.Query<Step>("EXPLAIN QUERY PLAN " + SampleSql.Bucketed(table, table.Metrics[0]), values),
                step => step.Detail == "SEARCH p USING PRIMARY KEY (series_id=? AND time=? AND block_id=?)");
    }

    /// <summary>As the queries call the readings and samples.</summary>
    static readonly string[] Big = ["r", "g", "n", "m", "p", "l", .. SampleTable.All.Select(table => table.Name)];

    sealed record Step(long Id, long Parent, long NotUsed, string Detail);
}
