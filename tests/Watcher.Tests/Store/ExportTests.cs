using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class ExportTests : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore store;

    public ExportTests()
    {
        store = files.OpenToRun();
        SomeOfEverything.Fill(store);
    }

    public void Dispose()
    {
        store.Dispose();
        files.Dispose();
    }

    [Fact]
    public void Every_documented_view_can_be_exported_whole()
    {
        var tables = store.Exports.Tables;
        Assert.Contains("history", tables.Keys);
        Assert.All(tables, table =>
        {
            var row = Assert.IsType<object?[]>(Rows(new(table.Key)).First());
            Assert.Equal(table.Value.Length, row.Length);
        });
    }

    [Fact]
    public void Rows_are_selected_by_column_and_by_the_time_they_are_of()
    {
        var net = new ExportFilter("history") { Where = new Dictionary<string, string> { ["metric"] = "netUsd" } };
        Assert.Equal([5.0, null], Rows(net).Select(row => row[Column("history", "value")]));
        // Block 2 is 24 s old, and the second sample is the one that was unknown.
        Assert.Equal([null], Rows(net with { Since = Some.Block(2).Timestamp }).Select(row => row[Column("history", "value")]));
        Assert.Empty(Rows(new("prices", Some.Block(2).Timestamp)));
        Assert.Single(Rows(new("gaps", Some.Block(2).Timestamp)));
        Assert.Single(Rows(new("alerts", Some.Genesis)));
        Assert.Empty(Rows(new("alerts", Some.Genesis.AddSeconds(1))));
    }

    [Fact]
    public void A_column_that_the_view_does_not_have_is_refused() =>
        Assert.Throws<ArgumentException>(() => Rows(new("alerts") { Where = new Dictionary<string, string> { ["x\" OR 1 --"] = "" } }));

    [Fact]
    public void It_can_be_cancelled_between_two_rows()
    {
        using var cancel = new CancellationTokenSource();
        var told = 0;
        Assert.Throws<OperationCanceledException>(() => store.Exports.Read(new("history"), _ =>
        {
            told++;
            cancel.Cancel();
        }, cancel.Token));
        Assert.Equal(1, told);
    }

    List<object?[]> Rows(ExportFilter filter)
    {
        var rows = new List<object?[]>();
        store.Exports.Read(filter, row => rows.Add([.. row]));
        return rows;
    }

    int Column(string table, string name) => store.Exports.Tables[table].IndexOf(name);
}
