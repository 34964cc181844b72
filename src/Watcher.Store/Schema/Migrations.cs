using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>
/// Brings a database to this program's schema, one numbered step after the other, each in a transaction of its own. Only forward. Each step
/// is recorded with its hash: a database made by another text under the same number is refused, not misread.
/// </summary>
static class Migrations
{
    static readonly ImmutableArray<(int Version, string Sql)> Steps = [.. Embedded().OrderBy(step => step.Version)];

    public static int Newest => Steps[^1].Version;

    /// <summary>The version a database is at; 0 where it is empty.</summary>
    public static int VersionOf(SqliteConnection connection)
    {
        var known = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'") > 0;
        return known ? (int)connection.ExecuteScalar<long>("SELECT ifnull(max(version), 0) FROM schema_version") : 0;
    }

    /// <exception cref="StoreException">The database is newer than this program, or none of its line.</exception>
    public static void Apply(SqliteConnection connection, string path, TimeProvider time)
    {
        RefuseUnknown(connection, path);
        foreach (var (version, sql) in Steps.Where(step => step.Version > VersionOf(connection)))
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            connection.Execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL, sha256 BLOB NOT NULL) STRICT");
            connection.Execute(sql);
            connection.Execute("INSERT INTO schema_version VALUES (@version, @now, @hash)", new { version, now = time.GetUtcNow().ToUnixTimeMilliseconds(), hash = Hash(sql) });
            transaction.Commit();
        }
    }

    /// <exception cref="StoreException">The database is newer, none of this program's line, or older and in use by a program of its own age.</exception>
    public static void RequireNewest(SqliteConnection connection, string path)
    {
        RefuseUnknown(connection, path);
        if (VersionOf(connection) is var version && version < Newest)
            throw new StoreException(StoreTrouble.Busy,
                $"the database {path} has schema version {version} and an older watcher runs on it; stop that one, then this one (version {Newest}) brings it forward");
    }

    static void RefuseUnknown(SqliteConnection connection, string path)
    {
        if (VersionOf(connection) is var version && version > Newest)
            throw new StoreException(StoreTrouble.Newer,
                $"the database {path} has schema version {version}, written by a newer watcher (this one knows {Newest}); use that watcher, or another file");
        if (version > 0 && !IsOurs(connection))
            throw new StoreException(StoreTrouble.Foreign,
                $"the database {path} was made by a watcher from before the first release, or by another program; move it away, and 'watcher run' makes a new one");
    }

    static bool IsOurs(SqliteConnection connection)
    {
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM pragma_table_info('schema_version') WHERE name = 'sha256'") == 0) return false;
        var applied = connection.Query<(long Version, byte[] Hash)>("SELECT version, sha256 FROM schema_version").ToDictionary(step => step.Version, step => step.Hash);
        return Steps.Where(step => applied.ContainsKey(step.Version)).All(step => Hash(step.Sql).AsSpan().SequenceEqual(applied[step.Version]));
    }

    static byte[] Hash(string sql) => SHA256.HashData(Encoding.UTF8.GetBytes(sql.ReplaceLineEndings("\n")));

    static IEnumerable<(int Version, string Sql)> Embedded()
    {
        var assembly = typeof(Migrations).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => char.IsAsciiDigit(name[0])))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (int.Parse(name[..4], CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }
}
