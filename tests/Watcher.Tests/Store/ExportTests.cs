using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Watcher.Store;
using Watcher.Tests.House;
using Xunit;

namespace Watcher.Tests.Store;

public sealed partial class ExportTests : IDisposable
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
    public async Task Every_documented_view_can_be_exported_whole()
    {
        var tables = store.Exports.Tables;
        Assert.Contains("history", tables.Keys);
        foreach (var (table, columns) in tables) Assert.All(await Rows(new(table)), row => Assert.Equal(columns.Length, row.Length));
    }

    [Fact]
    public async Task Rows_are_selected_by_column_and_by_the_time_they_are_of()
    {
        var net = new ExportFilter("history") { Where = new Dictionary<string, string> { ["metric"] = "netUsd" } };
        Assert.Equal([5.0, null], (await Rows(net)).Select(row => row[Column("history", "value")]));
        // Block 2 is 24 s old, and the second sample is the one that was unknown.
        Assert.Equal([null], (await Rows(net with { Since = Some.Block(2).Timestamp })).Select(row => row[Column("history", "value")]));
        Assert.Empty(await Rows(new("prices", Some.Block(2).Timestamp)));
        Assert.Single(await Rows(new("gaps", Some.Block(2).Timestamp)));
        Assert.Single(await Rows(new("alerts", Some.Genesis)));
        Assert.Empty(await Rows(new("alerts", Some.Genesis.AddSeconds(1))));
    }

    [Fact]
    public async Task A_column_that_the_view_does_not_have_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Rows(new("alerts") { Where = new Dictionary<string, string> { ["x\" OR 1 --"] = "" } }));

    [Fact]
    public async Task It_can_be_cancelled_between_two_rows()
    {
        using var cancel = new CancellationTokenSource();
        var told = 0;
        await Assert.ThrowsAsync<OperationCanceledException>(() => store.Exports.Read(new("history"), _ =>
        {
            told++;
            cancel.Cancel();
            return default;
        }, cancel.Token));
        Assert.Equal(1, told);
    }

    [Fact]
    public void Columns_are_of_the_types_that_are_documented()
    {
        var documented = new[] { (ExportType.Integer, "INT64"), (ExportType.Real, "DOUBLE"), (ExportType.Instant, "TIMESTAMP") }
            .ToDictionary(type => type.Item1, type => Documented(type.Item2));
        Assert.All(store.Exports.Tables, table => Assert.All(table.Value, column =>
        {
            ExportType[] told = [.. documented.Where(type => type.Value.Contains($"v_{table.Key}.{column.Name}")).Select(type => type.Key)];
            if (told.Length == 0) told = [.. documented.Where(type => type.Value.Contains(column.Name)).Select(type => type.Key)];
            Assert.Equal(told.DefaultIfEmpty(ExportType.Text), [column.Type]);
        }));
        var names = store.Exports.Tables.SelectMany(table => table.Value.SelectMany(column => (string[])[column.Name, $"v_{table.Key}.{column.Name}"])).ToHashSet();
        Assert.Subset(names, documented.Values.SelectMany(told => told).ToHashSet());
    }

    [Fact]
    public async Task A_file_of_it_gets_its_name_when_it_is_whole_and_one_that_was_interrupted_leaves_what_was_there()
    {
        var path = files.Path + ".parquet";
        await store.ExportTo(path, replace: false).Write(part =>
        {
            Assert.False(File.Exists(path));
            return File.WriteAllTextAsync(part, "whole");
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => store.ExportTo(path, replace: true).Write(async part =>
        {
            await File.WriteAllTextAsync(part, "half");
            throw new OperationCanceledException();
        }));
        Assert.Equal("whole", await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!, "*.parquet*"));
        Assert.Contains("replace it with --force", Assert.Throws<StoreException>(() => store.ExportTo(path, replace: false)).Message);
        Assert.Contains("belongs to the database itself", Assert.Throws<StoreException>(() => store.ExportTo(files.Path, replace: true)).Message);
    }

    /// <summary>The columns in that row of docs/database.md.</summary>
    static ImmutableArray<string> Documented(string type)
    {
        var row = Assert.Single(File.ReadLines(Checkout.PathOf("docs", "database.md")), line => line.StartsWith($"| `{type}`", StringComparison.Ordinal));
        return [.. Names().Matches(row).Select(match => match.Groups[1].Value).Where(name => name != type)];
    }

    [GeneratedRegex("`([A-Za-z0-9_.]+)`")]
    private static partial Regex Names();

    async Task<List<object?[]>> Rows(ExportFilter filter)
    {
        var rows = new List<object?[]>();
        await store.Exports.Read(filter, row =>
        {
            rows.Add([.. row]);
            return default;
        });
        return rows;
    }

    int Column(string table, string name) => store.Exports.Tables[table].Select(column => column.Name).ToList().IndexOf(name);
}
