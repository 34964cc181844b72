using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Dapper;
using Watcher.Alerts;
using Watcher.Positions;
using Watcher.Prices;
using Watcher.Rules;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

/// <summary>Every example in docs/database.md runs, and finds something in a database that has something of everything.</summary>
public sealed partial class DocumentedQueriesTests : IDisposable
{
    readonly TempDatabase files = new();

    public static TheoryData<string> Examples => [.. Documented()];

    public void Dispose() => files.Dispose();

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_finds_something(string sql)
    {
        using var store = files.OpenToRun();
        SomeOfEverything.Fill(store);
        Assert.NotEmpty(store.Connection.Query(sql));
    }

    [Fact]
    public void Every_view_is_documented_with_an_example()
    {
        using var store = files.OpenToRun();
        var views = store.Connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'view' AND substr(name, 1, 2) = 'v_'").ToList();
        Assert.NotEmpty(views);
        Assert.All(views, view => Assert.Contains(Documented(), example => example.Contains(view, StringComparison.Ordinal)));
    }

    static IEnumerable<string> Documented() => Fences().Matches(File.ReadAllText(Documentation())).Select(match => match.Groups[1].Value);

    static string Documentation([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/database.md");

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fences();
}
