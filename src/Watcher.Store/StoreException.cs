namespace Watcher.Store;

/// <summary>What keeps the database from serving.</summary>
public enum StoreTrouble
{
    /// <summary>There is no database yet.</summary>
    Missing,
    /// <summary>The connection string is not one.</summary>
    BadConnectionString,
    /// <summary>Another <c>run</c> owns it.</summary>
    OwnedByAnotherRun,
    /// <summary>Another program keeps it locked.</summary>
    Busy,
    /// <summary>No room left on the disk.</summary>
    Full,
    /// <summary>Damaged, or not a database at all.</summary>
    Corrupt,
    /// <summary>Written by a newer watcher.</summary>
    Newer,
    /// <summary>Its tables are not those of any released watcher.</summary>
    Foreign,
    /// <summary>No permission, or a read-only disk.</summary>
    Forbidden,
    /// <summary>Something that must stay has the name that a backup was to get.</summary>
    InTheWay,
    /// <summary>Anything else the disk or SQLite reports.</summary>
    Io,
}

/// <summary>The database cannot do what was asked. The message names the file and what to do; nothing acknowledged before is lost.</summary>
public sealed class StoreException(StoreTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    public StoreTrouble Trouble => trouble;
}
