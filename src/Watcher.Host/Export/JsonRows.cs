using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Watcher.Store;

namespace Watcher.Host.Export;

/// <summary>A JSON object a line. What is null is left out; an infinite number is text.</summary>
sealed class JsonRows(TextWriter output, ImmutableArray<ExportColumn> columns) : RowWriter
{
    readonly ArrayBufferWriter<byte> line = new();

    public override ValueTask Write(object?[] row)
    {
        line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++) Write(json, columns[i].Name, row[i]);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(line.WrittenSpan));
        return default;
    }

    public override ValueTask Complete() => new(output.FlushAsync());

    static void Write(Utf8JsonWriter json, string name, object? value)
    {
        if (value is null) return;
        json.WritePropertyName(name);
        if (value is string or double.PositiveInfinity or double.NegativeInfinity) json.WriteStringValue(RowText.Of(value));
        else json.WriteRawValue(RowText.Of(value));
    }
}
