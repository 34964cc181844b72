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
    readonly Readers readers = new(file);

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
        CachingConnection? connection = null;
        try
        {
            connection = readers.Take();
            var result = OfOneState(connection, work);
            readers.GiveBack(connection);
            return result;
        }
        catch (Exception error)
        {
            connection?.Dispose();
            if (error is SqliteException trouble) throw SqliteTrouble.Explain(trouble, file.Path);
            throw;
        }
    }

    /// <summary>The same, for as long as the work takes.</summary>
    public async Task Read(Func<SqliteConnection, Task> work)
    {
        try
        {
            using var connection = file.OpenReader();
            using var snapshot = connection.BeginTransaction(deferred: true);
            await work(connection);
        }
        catch (SqliteException error)
        {
            throw SqliteTrouble.Explain(error, file.Path);
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        readers.Dispose();
    }

    static T OfOneState<T>(CachingConnection connection, Func<SqliteConnection, T> work)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        return work(connection);
    }
}
