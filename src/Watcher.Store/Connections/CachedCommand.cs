using System.Data;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>A command that runs as a parsed one of its connection, with parameters of its own. Every way to execute leads through its reader.</summary>
sealed class CachedCommand(CachingConnection connection) : SqliteCommand
{
    SqliteCommand? parsed;

    public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
    {
        var command = Parsed();
        command.Transaction = Transaction;
        command.CommandTimeout = CommandTimeout;
        return command.ExecuteReader(behavior);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) GiveBack();
        base.Dispose(disposing);
    }

    SqliteCommand Parsed()
    {
        if (parsed?.CommandText != CommandText) GiveBack();
        parsed ??= connection.Take(CommandText);
        parsed.Parameters.Clear();
        foreach (SqliteParameter parameter in Parameters) parsed.Parameters.Add(parameter);
        return parsed;
    }

    void GiveBack()
    {
        if (parsed is not null) connection.GiveBack(parsed);
        parsed = null;
    }
}
