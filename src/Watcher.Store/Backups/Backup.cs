using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Watcher.Store;

/// <summary>Copies the database as it is at one moment while others go on writing, and checks the copy.</summary>
sealed class Backup(DatabaseFile database)
{
    // https://www.sqlite.org/rescode.html
    const int Interrupted = 9;

    /// <returns>Its size in bytes.</returns>
    public Task<long> Write(NewFile file, CancellationToken cancellation) => file.Write(copy => Task.Run(() =>
    {
        Copy(copy, cancellation);
        Check(copy, cancellation);
    }, CancellationToken.None));

    /// <summary>In one statement, so in one state, and without the room that deleted rows left.</summary>
    void Copy(string path, CancellationToken cancellation)
    {
        using var source = database.OpenReader();
        Run(source, path, "VACUUM INTO @path", cancellation);
    }

    /// <summary>Opened to write, though nothing is: on a connection that only reads, SQLite looks at no constraints.</summary>
    void Check(string path, CancellationToken cancellation)
    {
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        copy.Open();
        if (Run(copy, path, "PRAGMA integrity_check", cancellation) is var found and not "ok")
            throw new StoreException(StoreTrouble.Corrupt, $"the copy of {database.Path} is damaged ({found}): the backup was not made; check the disk, and keep the backups that you have");
    }

    string? Run(SqliteConnection connection, string path, string sql, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var interrupt = cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            return connection.ExecuteScalar<string>(sql, new { path });
        }
        catch (SqliteException error) when (error.SqliteErrorCode == Interrupted)
        {
            throw new OperationCanceledException(error.Message, error, cancellation);
        }
        catch (SqliteException error)
        {
            throw SqliteTrouble.Explain(error, SqliteTrouble.IsOfReading(error) ? database.Path : path);
        }
    }
}
