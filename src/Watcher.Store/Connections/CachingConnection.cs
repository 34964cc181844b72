using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>
/// A connection that parses each statement once: what one command had parsed serves the next of the same text. SQLite takes longer to parse most
/// of our statements than to run them.
/// </summary>
sealed class CachingConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>Texts that differ each time, as a list of any length makes them, are not to fill the memory.</summary>
    const int Most = 256;
    readonly Dictionary<string, SqliteCommand> parsed = new(StringComparer.Ordinal);

    public override SqliteCommand CreateCommand() => new CachedCommand(this) { Connection = this, CommandTimeout = DefaultTimeout, Transaction = Transaction };

    /// <summary>One that nobody else uses until it is given back.</summary>
    internal SqliteCommand Take(string text) =>
        parsed.Remove(text, out var command) ? command : new SqliteCommand(text, this);

    internal void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (State != System.Data.ConnectionState.Open || parsed.Count >= Most || !parsed.TryAdd(command.CommandText, command)) command.Dispose();
    }
}
