using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Watcher.Store;

/// <summary>
/// One writer, any number of readers. Writes happen one after the other in transactions; reads see one consistent state and wait for nobody.
/// SQLite's errors leave as <see cref="StoreException"/>.
/// </summary>
sealed class Database(DatabaseFile file, SqliteConnection writer) : IDisposable
{
    readonly Lock gate = new();

    public SqliteConnection Writer => writer;

    /// <summary>Runs in one transaction that is on the disk when this returns, or leaves no trace when it throws.</summary>
    public T Write<T>(Func<SqliteConnection, T> work)
    {
        lock (gate)
        {
            try
            {
                writer.Execute("BEGIN IMMEDIATE");
                var result = work(writer);
                writer.Execute("COMMIT");
                return result;
            }
            catch (SqliteException error)
            {
                throw SqliteTrouble.Explain(error, file.Path);
            }
            finally
            {
                if (raw.sqlite3_get_autocommit(writer.Handle) == 0) writer.Execute("ROLLBACK");
            }
        }
    }

    /// <inheritdoc cref="Write{T}"/>
    public void Write(Action<SqliteConnection> work) => Write(connection =>
    {
        work(connection);
        return 0;
    });

    /// <summary>Runs against one consistent state of the database.</summary>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        try
        {
            using var connection = file.OpenReader();
            using var snapshot = connection.BeginTransaction(deferred: true);
            return work(connection);
        }
        catch (SqliteException error)
        {
            throw SqliteTrouble.Explain(error, file.Path);
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        file.ClosePooled();
    }
}
