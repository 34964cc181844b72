using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Watcher.Store;

/// <summary>
/// Copies the database as it is at one moment while others go on writing. The copy gets its name only when it is whole, checked and on the
/// disk: whatever bears that name is a backup.
/// </summary>
sealed class Backup(DatabaseFile database, string path)
{
    // https://www.sqlite.org/rescode.html
    const int Interrupted = 9;
    readonly string unfinished = $"{path}.unfinished-{Path.GetRandomFileName()}";

    /// <param name="replace">A file of that name gives way to it.</param>
    /// <returns>Its size in bytes.</returns>
    public long Write(bool replace, CancellationToken cancellation)
    {
        RefuseOurOwn();
        if (!replace && File.Exists(path)) throw InTheWay("it exists; choose another name, or replace it with --force");
        if (File.Exists(path + "-wal")) throw InTheWay("it is a database in use; choose another name");
        if (Directory.Exists(path)) throw InTheWay("it is a directory; name a file in it");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw InTheWay("there is no such directory; make it first");
        try
        {
            new FileStream(unfinished, DatabaseFile.OwnersOnly(FileMode.CreateNew)).Dispose();
            Copy(cancellation);
            Check(cancellation);
            File.Move(unfinished, path, replace);
            return new FileInfo(path).Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreTrouble.Forbidden, $"cannot write the backup {path}: {error.Message}", error);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    void RefuseOurOwn()
    {
        if (path == database.Path || path.StartsWith(database.Path + "-", StringComparison.Ordinal) || path == database.Path + ".lease")
            throw InTheWay("it belongs to the database itself; choose another name");
    }

    /// <summary>In one statement, so in one state, and without the room that deleted rows left.</summary>
    void Copy(CancellationToken cancellation)
    {
        using var source = database.OpenReader();
        Run(source, "VACUUM INTO @unfinished", cancellation);
        // SQLite leaves it to the system when this reaches the disk.
        using var copy = File.OpenHandle(unfinished, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(copy);
    }

    /// <summary>Opened to write, though nothing is: on a connection that only reads, SQLite looks at no constraints.</summary>
    void Check(CancellationToken cancellation)
    {
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = unfinished, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        copy.Open();
        if (Run(copy, "PRAGMA integrity_check", cancellation) is var found and not "ok")
            throw new StoreException(StoreTrouble.Corrupt, $"the copy of {database.Path} is damaged ({found}): the backup was not made; check the disk, and keep the backups that you have");
    }

    string? Run(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var interrupt = cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            return connection.ExecuteScalar<string>(sql, new { unfinished });
        }
        catch (SqliteException error) when (error.SqliteErrorCode == Interrupted)
        {
            throw new OperationCanceledException(error.Message, error, cancellation);
        }
        catch (SqliteException error)
        {
            throw SqliteTrouble.Explain(error, SqliteTrouble.IsOfReading(error) ? database.Path : unfinished);
        }
    }

    StoreException InTheWay(string why) => new(StoreTrouble.InTheWay, $"the backup cannot be called {path}: {why}");
}
