using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>
/// Brings a database to a program's schema, one numbered step after the other, each in a transaction of its own. Only forward. Each step
/// is recorded with its hash: a database made by another text under the same number is refused, not misread.
/// </summary>
/// <param name="steps">In order.</param>
sealed class Migrations(ImmutableArray<Migration> steps)
{
    /// <summary>Those of this program.</summary>
    public static Migrations Ours { get; } = new(Migration.All);

    public int Newest => steps[^1].Version;

    /// <summary>The version a database is at; 0 where it is empty, or none of ours.</summary>
    public static int VersionOf(SqliteConnection connection)
    {
        var known = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'") > 0;
        return known ? (int)connection.ExecuteScalar<long>("SELECT ifnull(max(version), 0) FROM schema_version") : 0;
    }

    /// <exception cref="StoreException">The database is newer than this program, or none of its line.</exception>
    public void Apply(SqliteConnection connection, string path, TimeProvider time)
    {
        RefuseUnknown(connection, path);
        foreach (var step in steps.Where(step => step.Version > VersionOf(connection)))
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            connection.Execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL, sha256 BLOB NOT NULL) STRICT");
            connection.Execute(step.Sql);
            connection.Execute("INSERT INTO schema_version VALUES (@Version, @now, @Hash)", new { step.Version, now = time.GetUtcNow().ToUnixTimeMilliseconds(), step.Hash });
            transaction.Commit();
        }
    }

    /// <exception cref="StoreException">The database is newer, none of this program's line, or older and in use by a program of its own age.</exception>
    public void RequireNewest(SqliteConnection connection, string path)
    {
        RefuseUnknown(connection, path);
        if (VersionOf(connection) is var version && version < Newest)
            throw new StoreException(StoreTrouble.Busy,
                $"the database {path} has schema version {version} and an older watcher runs on it; stop that one, then this one (version {Newest}) brings it forward");
    }

    void RefuseUnknown(SqliteConnection connection, string path)
    {
        var version = VersionOf(connection);
        if (version > Newest)
            throw new StoreException(StoreTrouble.Newer,
                $"the database {path} has schema version {version}, written by a newer watcher (this one knows {Newest}); use that watcher, or another file");
        if (version > 0 && !IsOurs(connection))
            throw new StoreException(StoreTrouble.Foreign,
                $"the database {path} was made by a watcher from before the first release, or by another program; move it away, and 'watcher run' makes a new one");
        if (version == 0 && connection.ExecuteScalar<string?>("SELECT name FROM sqlite_schema WHERE name <> 'schema_version' LIMIT 1") is { } table)
            throw new StoreException(StoreTrouble.Foreign,
                $"the database {path} is another program's (it has '{table}'); name another file in Watcher:Store:ConnectionString, and 'watcher run' makes it");
    }

    bool IsOurs(SqliteConnection connection)
    {
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM pragma_table_info('schema_version') WHERE name = 'sha256'") == 0) return false;
        var applied = connection.Query<(long Version, byte[] Hash)>("SELECT version, sha256 FROM schema_version").ToDictionary(step => step.Version, step => step.Hash);
        return steps.Where(step => applied.ContainsKey(step.Version)).All(step => step.Hash.AsSpan().SequenceEqual(applied[step.Version]));
    }
}
