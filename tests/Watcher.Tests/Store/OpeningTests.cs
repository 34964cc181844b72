using Dapper;
using Microsoft.Data.Sqlite;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class OpeningTests : IDisposable
{
    readonly TempDatabase files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void The_database_and_the_files_beside_it_are_for_their_owner_only()
    {
        using var store = files.OpenToRun();
        store.Commit(Some.Cycle(Some.Block(1), Some.Good(Some.Block(1), 5)));
        var all = Directory.GetFiles(Path.GetDirectoryName(files.Path)!);
        Assert.Equal(["watcher.db", "watcher.db-shm", "watcher.db-wal", "watcher.db.lease"], all.Select(Path.GetFileName).Order());
        Assert.All(all, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void A_directory_that_is_missing_is_made()
    {
        var path = Path.Combine(Path.GetDirectoryName(files.Path)!, "new", "watcher.db");
        using var store = WatcherStore.OpenToRun(new($"Data Source={path}"), TempDatabase.Json, files.Time);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_second_run_on_the_same_database_is_refused()
    {
        using var first = files.OpenToRun();
        Refused(StoreTrouble.OwnedByAnotherRun, "already running", () => files.OpenToRun());
    }

    [Fact]
    public void A_run_may_follow_one_that_ended()
    {
        files.OpenToRun().Dispose();
        files.OpenToRun().Dispose();
    }

    [Fact]
    public void Other_verbs_read_beside_a_run_and_before_the_next()
    {
        using (var run = files.OpenToRun())
        {
            run.Commit(Some.Cycle(Some.Block(1)) with { Samples = [Some.Net("5")] });
            using var beside = files.OpenBeside();
            Assert.Single(beside.History.Read(new()));
        }
        using var alone = files.OpenBeside();
        Assert.Single(alone.History.Read(new()));
        using var next = files.OpenToRun();
    }

    [Fact]
    public void A_run_that_starts_while_another_verb_opens_the_database_is_not_told_of_another_run()
    {
        files.OpenToRun().Dispose();
        File.Delete(files.Path + ".lease");
        using var beside = files.OpenBeside();
        Assert.False(File.Exists(files.Path + ".lease"), "it was never held");
        using var run = files.OpenToRun();
    }

    [Fact]
    public void Where_no_run_ever_was_a_reader_is_told_so_and_nothing_is_made()
    {
        Refused(StoreTrouble.Missing, "'watcher run' makes it", () => files.OpenBeside());
        Assert.False(File.Exists(files.Path));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Host=localhost;Database=watcher")]
    [InlineData("")]
    public void A_connection_string_that_names_no_file_is_refused(string connectionString)
    {
        var error = Assert.Throws<StoreException>(() => WatcherStore.OpenToRun(new(connectionString), TempDatabase.Json, files.Time));
        Assert.Equal(StoreTrouble.BadConnectionString, error.Trouble);
        Assert.Contains("Data Source=watcher.db", error.Message);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var text = new string('x', 8192);
        File.WriteAllText(files.Path, text);
        Refused(StoreTrouble.Corrupt, "not a database", () => files.OpenToRun());
        Assert.Equal(text, File.ReadAllText(files.Path));
    }

    [Fact]
    public void A_damaged_database_says_so()
    {
        using (var store = files.OpenToRun())
            for (var n = 0; n < 200; n++)
                store.Commit(Some.Cycle(Some.Block(n), Some.Good(Some.Block(n), n)));
        using (var file = File.OpenWrite(files.Path))
        {
            // The first page, which holds the header, stays; all others are overwritten.
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xa5, (int)file.Length - 4096).ToArray());
        }
        Refused(StoreTrouble.Corrupt, "restore a backup", () =>
        {
            using var store = files.OpenToRun();
            store.Readings.States(Some.Chain);
        });
    }

    [Fact]
    public void A_database_of_a_newer_watcher_is_refused_unchanged()
    {
        files.OpenToRun().Dispose();
        using (var newer = Open()) newer.Execute("INSERT INTO schema_version VALUES (99, 0, x'00')");
        var before = File.ReadAllBytes(files.Path);
        Refused(StoreTrouble.Newer, "schema version 99", () => files.OpenToRun());
        Refused(StoreTrouble.Newer, "schema version 99", () => files.OpenBeside());
        Assert.Equal(before, File.ReadAllBytes(files.Path));
    }

    [Fact]
    public void A_database_whose_tables_were_made_by_another_text_is_refused_unchanged()
    {
        files.OpenToRun().Dispose();
        using (var other = Open()) other.Execute("UPDATE schema_version SET sha256 = zeroblob(32)");
        var before = File.ReadAllBytes(files.Path);
        Refused(StoreTrouble.Foreign, "move it away", () => files.OpenToRun());
        Refused(StoreTrouble.Foreign, "move it away", () => files.OpenBeside());
        Assert.Equal(before, File.ReadAllBytes(files.Path));
    }

    [Fact]
    public void A_database_from_before_the_first_release_is_refused()
    {
        using (var old = Open()) old.Execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL); INSERT INTO schema_version VALUES (1, 0)");
        Refused(StoreTrouble.Foreign, "before the first release", () => files.OpenToRun());
    }

    [Fact]
    public void A_database_locked_by_another_program_says_so_and_works_again_after()
    {
        using var store = files.OpenToRun();
        using (var other = Open())
        {
            other.Execute("BEGIN IMMEDIATE");
            Refused(StoreTrouble.Busy, "locked by another program", () => store.Commit(Some.Cycle(Some.Block(1))));
        }
        store.Commit(Some.Cycle(Some.Block(1)));
        Assert.Single(store.Headers.Above(Some.Chain, 0));
    }

    void Refused(StoreTrouble trouble, string words, Action open)
    {
        var error = Assert.Throws<StoreException>(open);
        Assert.Equal(trouble, error.Trouble);
        Assert.Contains(files.Path, error.Message);
        Assert.Contains(words, error.Message);
    }

    SqliteConnection Open()
    {
        var connection = new SqliteConnection(files.ConnectionString + ";Pooling=False");
        connection.Open();
        return connection;
    }
}
