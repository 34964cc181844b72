using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>Where the database lies, and how connections to it are opened.</summary>
sealed class DatabaseFile
{
    /// <summary>How long a statement waits for another program's lock.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);
    readonly SqliteConnectionStringBuilder settings;

    /// <exception cref="StoreException">Not a connection string, or one without a file.</exception>
    public DatabaseFile(string connectionString)
    {
        try
        {
            settings = new(connectionString) { ForeignKeys = true, DefaultTimeout = 1 };
        }
        catch (ArgumentException error)
        {
            throw new StoreException(StoreTrouble.BadConnectionString, $"the store's connection string is wrong ({error.Message}); write 'Data Source=watcher.db'", error);
        }
        if (settings.DataSource is "" or ":memory:" || settings.Mode == SqliteOpenMode.Memory)
            throw new StoreException(StoreTrouble.BadConnectionString, "the store's connection string names no file; write 'Data Source=watcher.db'");
        Path = System.IO.Path.GetFullPath(settings.DataSource);
        settings.DataSource = Path;
    }

    public string Path { get; }

    /// <summary>Makes an empty file that only its owner may read, where there is none; SQLite gives the files beside it the same rights.</summary>
    public void CreateIfMissing()
    {
        if (File.Exists(Path)) return;
        try
        {
            if (System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } directory) Directory.CreateDirectory(directory);
            using var created = new FileStream(Path, OwnersOnly(FileMode.CreateNew));
        }
        catch (IOException) when (File.Exists(Path))
        {
            // Somebody else was faster.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreTrouble.Forbidden, $"cannot create the database {Path}: {error.Message}", error);
        }
    }

    public CachingConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWrite);
        // Only the first page can say that freed room is to be given back bit by bit.
        if (new FileInfo(Path).Length == 0) Run(connection, "PRAGMA auto_vacuum = INCREMENTAL");
        // FULL: a commit is on the disk before it is acknowledged, so it outlives a power cut too.
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864");
        return connection;
    }

    public CachingConnection OpenReader() => Open(SqliteOpenMode.ReadOnly);

    public static FileStreamOptions OwnersOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    CachingConnection Open(SqliteOpenMode mode)
    {
        var connection = new CachingConnection(new SqliteConnectionStringBuilder(settings.ConnectionString) { Mode = mode, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            Run(connection, $"PRAGMA busy_timeout = {(int)BusyTimeout.TotalMilliseconds}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
