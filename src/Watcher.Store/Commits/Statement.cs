using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>A statement that runs for every row of every cycle: parsed once. Its parameters are <c>@0</c>, <c>@1</c>, ...</summary>
sealed class Statement : IDisposable
{
    readonly SqliteCommand command;
    readonly SqliteParameter[] parameters;

    public Statement(SqliteConnection connection, string sql, int count)
    {
        command = new(sql, connection);
        parameters = [.. Enumerable.Range(0, count).Select(i => command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" }))];
    }

    /// <summary>How many rows it wrote or took out.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; null where there is no row.</summary>
    public long? Scalar(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteScalar() as long?;
    }

    public void Dispose() => command.Dispose();

    void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
