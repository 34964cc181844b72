using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>Gives freed pages back to the disk but for a tenth of the file, which the next readings fill.</summary>
static class Vacuum
{
    /// <summary>Pages that are moved in a few milliseconds.</summary>
    const int Most = 50;
    const int Spare = 10;

    public static IEnumerable<long> Pieces(SqliteConnection connection)
    {
        while (connection.ExecuteScalar<bool>($"SELECT f.freelist_count > p.page_count / {Spare} FROM pragma_freelist_count f, pragma_page_count p"))
        {
            var before = Pages(connection);
            // It moves a page for each row that is asked of it.
            connection.Query($"PRAGMA incremental_vacuum({Most})");
            // A file from before this could be done stays as it is.
            if (Pages(connection) == before) yield break;
            yield return 0;
        }
    }

    static long Pages(SqliteConnection connection) => connection.ExecuteScalar<long>("PRAGMA page_count");
}
