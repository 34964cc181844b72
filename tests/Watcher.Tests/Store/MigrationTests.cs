using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Watcher.Store;
using Watcher.Tests.House;
using Xunit;

namespace Watcher.Tests.Store;

/// <summary>
/// Databases of every released version come forward with all that is in them. <c>tests/fixtures/databases/version-N.sql</c> is one of version N,
/// with something in every view.
/// </summary>
public sealed class MigrationTests : IDisposable
{
    readonly TempDatabase files = new();

    public static TheoryData<int> Released => [.. Enumerable.Range(1, Migrations.Ours.Newest)];

    public void Dispose() => files.Dispose();

    [Theory]
    [MemberData(nameof(Released))]
    public void A_database_of_a_released_version_comes_forward_whole(int version)
    {
        Load(version);
        using var store = files.OpenToRun();
        Assert.Equal(Migrations.Ours.Newest, Migrations.VersionOf(store.Connection));
        Assert.Equal("ok", store.Connection.ExecuteScalar<string>("PRAGMA integrity_check"));
        Assert.All(store.Exports.Tables.Keys, table => Assert.True(store.Connection.ExecuteScalar<long>($"SELECT count(*) FROM v_{table}") > 0, table));
        Assert.Equal(5, Assert.Single(Assert.Single(store.Readings.LatestGood(Some.Chain, Some.Subject)!.Positions) is Watcher.Positions.WalletPosition own ? own.Legs : []).Raw);
        Assert.Equal("1.21", store.Alerts.Find("a")!.State.Value);
        store.Commit(Some.Cycle(Some.Block(3), Some.Good(Some.Block(3), 7)));
        Assert.Equal(Some.Block(3), store.Readings.LatestGood(Some.Chain, Some.Subject)!.Block);
    }

    [Theory]
    [MemberData(nameof(Released))]
    public void It_is_then_made_as_a_new_one_is(int version)
    {
        Load(version);
        using var store = files.OpenToRun();
        using var fresh = new TempDatabase();
        using var other = fresh.OpenToRun();
        Assert.Equal(DatabaseDump.Schema(other.Connection).Order(), DatabaseDump.Schema(store.Connection).Order());
    }

    [Fact]
    public void The_newest_version_has_its_database_among_the_released_ones()
    {
        using var store = files.OpenToRun();
        SomeOfEverything.Fill(store);
        var (now, frozen) = (DatabaseDump.Of(store.Connection), Fixture(Migrations.Ours.Newest));
        var written = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(frozen));
        File.WriteAllText(written, now);
        var lines = File.Exists(frozen) ? File.ReadAllText(frozen).ReplaceLineEndings("\n") : "";
        Assert.True(DatabaseDump.Schema(store.Connection).All(sql => lines.Contains(sql, StringComparison.Ordinal)),
            $"the schema is not that of {frozen}. If that version is released, its step must stay as it was: put the change into a step of its own, Schema/{Migrations.Ours.Newest + 1:0000}-what-it-does.sql. "
            + $"If it is not, copy {written} there.");
    }

    [Fact]
    public void Steps_come_one_after_the_other_and_one_that_fails_leaves_no_trace()
    {
        using var connection = Open();
        Migration first = new(1, "CREATE TABLE a (x); INSERT INTO a VALUES (1);"), second = new(2, "ALTER TABLE a ADD COLUMN y;"),
            broken = new(3, "UPDATE a SET y = x + 1; ALTER TABLE nothing ADD COLUMN z;"), mended = new(3, "UPDATE a SET y = x + 1;");
        new Migrations([first]).Apply(connection, files.Path, files.Time);
        Assert.Throws<SqliteException>(() => new Migrations([first, second, broken]).Apply(connection, files.Path, files.Time));
        Assert.Equal((2, null), (Migrations.VersionOf(connection), connection.ExecuteScalar<long?>("SELECT y FROM a")));
        new Migrations([first, second, mended]).Apply(connection, files.Path, files.Time);
        Assert.Equal((3, 2), (Migrations.VersionOf(connection), connection.ExecuteScalar<long?>("SELECT y FROM a")));
    }

    [Fact]
    public void An_older_database_that_an_older_watcher_runs_on_is_left_to_it()
    {
        using var connection = Open();
        Migration first = new(1, "CREATE TABLE a (x);"), second = new(2, "ALTER TABLE a ADD COLUMN y;");
        new Migrations([first]).Apply(connection, files.Path, files.Time);
        var error = Assert.Throws<StoreException>(() => new Migrations([first, second]).RequireNewest(connection, files.Path));
        Assert.Equal(StoreTrouble.Busy, error.Trouble);
        Assert.Contains("schema version 1 and an older watcher runs on it", error.Message);
    }

    [Fact]
    public void A_database_of_another_program_is_refused_unchanged()
    {
        using (var other = Open()) other.Execute("CREATE TABLE bookmarks (url TEXT)");
        var before = File.ReadAllBytes(files.Path);
        foreach (var open in (Func<WatcherStore>[])[() => files.OpenToRun(), files.OpenBeside])
        {
            var error = Assert.Throws<StoreException>(open);
            Assert.Equal(StoreTrouble.Foreign, error.Trouble);
            Assert.Contains("is another program's (it has 'bookmarks'); name another file", error.Message);
        }
        // All but the file's header, which says now that it is read through a log.
        Assert.Equal(before[100..], File.ReadAllBytes(files.Path)[100..]);
    }

    void Load(int version)
    {
        using var connection = Open();
        connection.Execute(File.ReadAllText(Fixture(version)));
        Assert.Equal(version, Migrations.VersionOf(connection));
    }

    SqliteConnection Open()
    {
        var connection = new SqliteConnection(files.ConnectionString + ";Pooling=False");
        connection.Open();
        return connection;
    }

    static string Fixture(int version) => Checkout.PathOf("tests", "fixtures", "databases", string.Create(CultureInfo.InvariantCulture, $"version-{version}.sql"));
}
