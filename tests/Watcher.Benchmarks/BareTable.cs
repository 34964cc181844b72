using Microsoft.Data.Sqlite;

namespace Watcher.Benchmarks;

/// <summary>A table's rows in memory, put back by one prepared statement: the least that storing them can cost through Microsoft.Data.Sqlite.</summary>
sealed class BareTable
{
    readonly List<object[]> rows = [];
    readonly SqliteCommand insert;

    public BareTable(SqliteConnection connection, string table, string order)
    {
        using var select = connection.CreateCommand();
        select.CommandText = $"SELECT * FROM {table} ORDER BY {order}";
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

    public void Insert(int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            for (var column = 0; column < rows[i].Length; column++) insert.Parameters[column].Value = rows[i][column];
            insert.ExecuteNonQuery();
        }
    }
}
