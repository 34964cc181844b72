using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>The documented views as rows for other programs. They are read one by one, however many there are.</summary>
public sealed class ExportBook
{
    /// <summary>When a row is of, by the first of these that its view has: in Unix seconds, or as text in UTC.</summary>
    static readonly string[] Seconds = ["time", "from"], Texts = ["timestamp", "fired", "created"];
    readonly Database database;

    internal ExportBook(Database database) => this.database = database;

    /// <summary>What there is to export: the documented views without their <c>v_</c>, each with its columns.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<ExportColumn>> Tables => database.Read(connection =>
        connection.Query<(string Table, string Column)>(
            "SELECT substr(v.name, 3), c.name FROM sqlite_schema v JOIN pragma_table_info(v.name) c WHERE v.type = 'view' AND substr(v.name, 1, 2) = 'v_'")
            .GroupBy(row => row.Table).ToImmutableSortedDictionary(rows => rows.Key, rows => rows.Select(row => ExportColumn.Of(row.Table, row.Column)).ToImmutableArray()));

    /// <summary>All rows that fit, of one consistent state of the database.</summary>
    /// <param name="row">Told each row in the order of the view's columns: <c>long</c>, <c>double</c>, <c>string</c> or null. The array is used again for the next one.</param>
    /// <exception cref="OperationCanceledException">Cancelled between two rows.</exception>
    public Task Read(ExportFilter filter, Func<object?[], ValueTask> row, CancellationToken cancellation = default)
    {
        ImmutableArray<string> columns = [.. Tables[filter.Table].Select(column => column.Name)];
        return database.Read(async connection =>
        {
            using var rows = connection.ExecuteReader(Sql(filter, columns), Values(filter));
            for (var values = new object?[columns.Length]; rows.Read(); await row(values))
            {
                cancellation.ThrowIfCancellationRequested();
                for (var i = 0; i < values.Length; i++) values[i] = rows.IsDBNull(i) ? null : rows.GetValue(i);
            }
        });
    }

    static string Sql(ExportFilter filter, ImmutableArray<string> columns)
    {
        List<string> conditions = [.. filter.Where.Keys.Select((column, i) => $"\"{Known(column, columns)}\" = @{i}")];
        if (filter.Since is not null && Seconds.FirstOrDefault(columns.Contains) is { } seconds) conditions.Add($"\"{seconds}\" >= @since");
        else if (filter.Since is not null && Texts.FirstOrDefault(columns.Contains) is { } text) conditions.Add($"ifnull(\"{text}\" >= @sinceText, 1)");
        return $"SELECT * FROM v_{filter.Table}{(conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}")}";
    }

    static DynamicParameters Values(ExportFilter filter)
    {
        var values = new DynamicParameters(new { since = filter.Since?.ToUnixTimeSeconds(), sinceText = $"{filter.Since?.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}" });
        foreach (var (value, i) in filter.Where.Values.Select((value, i) => (value, i))) values.Add($"{i}", value);
        return values;
    }

    static string Known(string column, ImmutableArray<string> columns) =>
        columns.Contains(column) ? column : throw new ArgumentException($"there is no column {column} to export by", nameof(column));
}
