using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Watcher.Store;

namespace Watcher.Simulation;

/// <summary>
/// The disk under the database: a real SQLite file in memory-backed storage. A crash is what <c>kill -9</c> leaves: the file and its
/// write-ahead log as they are at that statement, copied and opened anew; the old process' last words go nowhere.
/// </summary>
sealed class Disk : IDisposable
{
    static readonly Lazy<byte[]> Empty = new(Fresh);

    /// <summary>Each seed has files of its own, and Dapper would compile every statement anew for each.</summary>
    static Disk() => Dapper.SqlMapper.ConnectionStringComparer = EqualityComparer<string>.Create((_, _) => true, _ => 0);

    readonly DirectoryInfo directory = Directory.CreateDirectory(Path.Combine(Root, $"watcher-simulation-{Guid.NewGuid():n}"));
    readonly Dice dice;
    int generation;
    int statementsLeft;
    bool torn, busy;
    long logBefore;

    public Disk(Dice dice)
    {
        this.dice = dice;
        File.WriteAllBytes(Database, Empty.Value);
    }

    static string Root => Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    public string Database => Path.Combine(directory.FullName, $"{generation}.db");

    /// <summary>The database as a crash has left it, once there was one.</summary>
    public bool Crashed { get; private set; }

    /// <summary>Lets the process crash at its so-manieth statement from now.</summary>
    /// <param name="halfWritten">In the middle of a commit, where it is one.</param>
    public void CrashAfter(WatcherStore store, int statements, bool halfWritten)
    {
        (statementsLeft, torn) = (statements, halfWritten);
        raw.sqlite3_profile(store.Connection.Handle, (_, sql, _) => Passed(sql), null);
    }

    /// <summary>Crashes now.</summary>
    public void Crash() => Leave(Log.Exists ? Log.Length : 0);

    public void MakeFull(WatcherStore store) => Run(store, $"PRAGMA max_page_count = {Pages(store)}");

    public void MakeReadOnly(WatcherStore store) => Run(store, "PRAGMA query_only = 1");

    public void FailCommits(WatcherStore store) => raw.sqlite3_commit_hook(store.Connection.Handle, _ => 1, null);

    public void Mend(WatcherStore store)
    {
        Run(store, "PRAGMA max_page_count = 1000000");
        Run(store, "PRAGMA query_only = 0");
        raw.sqlite3_commit_hook(store.Connection.Handle, null, null);
    }

    /// <summary>Goes on with what the crash has left.</summary>
    public void Restart()
    {
        if (!Crashed) return;
        generation++;
        Crashed = false;
    }

    public void Dispose() => directory.Delete(recursive: true);

    FileInfo Log => new(Database + "-wal");

    void Passed(string sql)
    {
        if (Crashed || busy) return;
        if (sql.StartsWith("BEGIN", StringComparison.Ordinal)) logBefore = Log.Length;
        if (--statementsLeft > 0) return;
        busy = true;
        Leave(torn && sql == "COMMIT" && Log.Length > logBefore ? logBefore + dice.Below((int)(Log.Length - logBefore)) : Log.Length);
        busy = false;
    }

    void Leave(long logLength)
    {
        Crashed = true;
        var next = Path.Combine(directory.FullName, $"{generation + 1}.db");
        File.Copy(Database, next);
        if (!Log.Exists) return;
        File.Copy(Log.FullName, next + "-wal");
        using var log = new FileStream(next + "-wal", FileMode.Open);
        log.SetLength(logLength);
    }

    static long Pages(WatcherStore store)
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = "PRAGMA page_count";
        return (long)command.ExecuteScalar()!;
    }

    static void Run(WatcherStore store, string sql)
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteScalar();
    }

    /// <summary>Every connection would parse them anew, and only people ask them.</summary>
    static void DropViews(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        foreach (var view in connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'view'").ToList()) connection.Execute($"DROP VIEW {view}");
    }

    static byte[] Fresh()
    {
        var directory = Directory.CreateTempSubdirectory("watcher-simulation-");
        var path = Path.Combine(directory.FullName, "fresh.db");
        WatcherStore.OpenToRun(new($"Data Source={path}"), WatcherProcess.Facts, new WorldClock()).Dispose();
        DropViews(path);
        var bytes = File.ReadAllBytes(path);
        directory.Delete(recursive: true);
        return bytes;
    }
}
