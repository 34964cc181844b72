using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Tests.Store;

/// <summary>A database as text from which it can be made again.</summary>
static class DatabaseDump
{
    /// <summary>The statements that make its tables, indexes and views, in the order in which they were made.</summary>
    public static IEnumerable<string> Schema(SqliteConnection connection) =>
        connection.Query<string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid").Select(sql => sql.ReplaceLineEndings("\n") + ";");

    public static string Of(SqliteConnection connection)
    {
        var text = new StringBuilder();
        foreach (var sql in Schema(connection)) text.Append(sql).Append('\n');
        foreach (var table in connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"))
            foreach (var row in connection.Query($"SELECT * FROM {table}"))
                text.Append(CultureInfo.InvariantCulture, $"INSERT INTO {table} VALUES ({string.Join(", ", ((IDictionary<string, object?>)row).Values.Select(Literal))});\n");
        return text.ToString();
    }

    static string Literal(object? value) => value switch
    {
        null => "NULL",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        double real => double.IsFinite(real) ? real.ToString("E16", CultureInfo.InvariantCulture) : "9e999",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
