using Microsoft.Data.Sqlite;

namespace Watcher.Benchmarks;

/// <summary>Rows of a table in memory, put back by one prepared statement: the least that storing them can cost through Microsoft.Data.Sqlite.</summary>
sealed class BareTable
{
    readonly List<object[]> rows = [];
    readonly SqliteCommand insert;

    public BareTable(SqliteConnection connection, string table, string which)
    {
        using var select = connection.CreateCommand();
        select.CommandText = $"SELECT * FROM {table} {which}";
        using var reader = select.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        var columns = Enumerable.Range(0, reader.FieldCount).ToList();
        insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", columns.Select(i => $"@{i}"))})";
        foreach (var i in columns) insert.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
    }

    public void Insert()
    {
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++) insert.Parameters[column].Value = row[column];
            insert.ExecuteNonQuery();
        }
    }
}
