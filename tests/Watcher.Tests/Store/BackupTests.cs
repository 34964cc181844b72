using Dapper;
using Microsoft.Data.Sqlite;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class BackupTests : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore run;

    public BackupTests()
    {
        run = files.OpenToRun();
        SomeOfEverything.Fill(run);
    }

    string Copy => Path.Combine(Path.GetDirectoryName(files.Path)!, "copy.db");

    public void Dispose()
    {
        run.Dispose();
        files.Dispose();
    }

    [Fact]
    public async Task A_backup_taken_beside_a_run_has_every_row_and_takes_the_place_of_the_database()
    {
        using (var beside = files.OpenBeside()) Assert.True(await beside.BackUp(Copy, replace: false) > 0);
        run.Commit(Some.Cycle(Some.Block(3), Some.Good(Some.Block(3), 7)));

        using var restored = WatcherStore.OpenToRun(new($"Data Source={Copy}"), TempDatabase.Json, files.Time);
        Assert.Equal([1ul, 2], restored.Headers.Above(Some.Chain, 0).Select(header => header.Block.Number));
        foreach (var table in Tables(run.Connection).Except(["blocks", "readings", "states"]))
            Assert.Equal(Rows(run.Connection, table), Rows(restored.Connection, table));
        restored.Commit(Some.Cycle(Some.Block(3), Some.Good(Some.Block(3), 7)));
        Assert.Equal(Rows(run.Connection, "readings"), Rows(restored.Connection, "readings"));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task It_is_one_file_for_its_owner_only()
    {
        await run.BackUp(Copy, replace: false);
        Assert.Equal(["copy.db"], Directory.GetFiles(Path.GetDirectoryName(Copy)!, "copy*").Select(Path.GetFileName));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Copy));
    }

    [Fact]
    public async Task A_file_of_that_name_stays_unless_it_is_to_be_replaced()
    {
        File.WriteAllText(Copy, "precious");
        await Refused("it exists; choose another name, or replace it with --force", () => run.BackUp(Copy, replace: false));
        Assert.Equal("precious", File.ReadAllText(Copy));
        await run.BackUp(Copy, replace: true);
        Assert.Equal(1L, Counted(Copy));
    }

    [Fact]
    public async Task What_is_no_place_for_a_backup_is_refused_even_when_replacing()
    {
        foreach (var own in (string[])["", "-wal", "-shm", ".lease"])
            await Refused("it belongs to the database itself", () => run.BackUp(files.Path + own, replace: true));
        File.WriteAllText(Copy + "-wal", "");
        await Refused("it is a database in use", () => run.BackUp(Copy, replace: true));
        await Refused("it is a directory", () => run.BackUp(Path.GetDirectoryName(Copy)!, replace: true));
        await Refused("there is no such directory", () => run.BackUp(Path.Combine(Path.GetDirectoryName(Copy)!, "nowhere", "copy.db"), replace: false));
        await Refused("the backup has no name; name a file", () => run.BackUp("", replace: true));
        await Refused("devices have their names there", () => run.BackUp("/dev/watcher-backup", replace: true));
        Assert.Equal(2, run.Headers.Above(Some.Chain, 0).Length);
    }

    [Fact]
    public async Task One_that_was_interrupted_or_came_out_damaged_leaves_the_backup_that_was_there()
    {
        File.WriteAllText(Copy, "the last good backup");
        await Assert.ThrowsAsync<OperationCanceledException>(() => run.BackUp(Copy, replace: true, new(canceled: true)));

        using (var connection = new SqliteConnection(files.ConnectionString + ";Pooling=False"))
        {
            // A reading that is both good and unreadable: it can be read and copied, and is not sound.
            connection.Execute("PRAGMA ignore_check_constraints = ON; UPDATE readings SET failure = 'Timeout'");
        }
        using var damaged = files.OpenBeside();
        var error = await Assert.ThrowsAsync<StoreException>(() => damaged.BackUp(Copy, replace: true));
        Assert.Equal(StoreTrouble.Corrupt, error.Trouble);
        Assert.Equal("the last good backup", File.ReadAllText(Copy));
        Assert.Equal([Copy], Directory.GetFiles(Path.GetDirectoryName(Copy)!, "copy*"));
    }

    static async Task Refused(string words, Func<Task> backup)
    {
        var error = await Assert.ThrowsAsync<StoreException>(backup);
        Assert.Equal(StoreTrouble.InTheWay, error.Trouble);
        Assert.Contains(words, error.Message);
    }

    static IEnumerable<string> Tables(SqliteConnection connection) => connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");

    static List<string> Rows(SqliteConnection connection, string table) =>
        [.. connection.Query($"SELECT * FROM {table}").Select(row => string.Join('|', ((IDictionary<string, object?>)row).Values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value)))];

    static long Counted(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        return connection.ExecuteScalar<long>("SELECT count(*) FROM alerts");
    }
}
