using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>Says what SQLite's result codes mean to the person who must act.</summary>
static class SqliteTrouble
{
    // https://www.sqlite.org/rescode.html
    const int Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>The trouble is with what was read, not with where it was to be written.</summary>
    public static bool IsOfReading(SqliteException error) => error.SqliteErrorCode is Busy or Locked or Corrupt or NotADatabase;

    public static StoreException Explain(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        Busy or Locked => new(StoreTrouble.Busy,
            $"the database {path} is locked by another program for more than {DatabaseFile.BusyTimeout.TotalSeconds:0} s; close what has it open (a database browser, a backup) and it goes on", error),
        Full => new(StoreTrouble.Full,
            $"no room to write the database {path}: the disk is full; free some space and it goes on, nothing acknowledged is lost", error),
        Corrupt or NotADatabase => new(StoreTrouble.Corrupt,
            $"the file {path} is damaged or not a database; move it away (keep it) and restore a backup, or start anew without it", error),
        ReadOnly or Permission or CannotOpen => new(StoreTrouble.Forbidden,
            $"the database {path} cannot be opened or written: check that the directory exists and that this user may write it and the files beside it", error),
        _ => new(StoreTrouble.Io, $"the database {path} failed: {error.Message}; check the disk", error),
    };
}
