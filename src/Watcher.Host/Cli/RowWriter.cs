using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Watcher.Positions;

namespace Watcher.Host.Cli;

/// <summary>Writes rows as they come, in one of the forms that programs read. Text is clean of what could deceive; numbers have no exponent.</summary>
abstract class RowWriter(TextWriter output, ImmutableArray<string> columns) : IDisposable
{
    const string Infinite = "Infinity";

    public static RowWriter Csv(TextWriter output, ImmutableArray<string> columns) => new CommaSeparated(output, columns);

    public static RowWriter JsonLines(TextWriter output, ImmutableArray<string> columns) => new ObjectPerLine(output, columns);

    protected TextWriter Output => output;
    protected ImmutableArray<string> Columns => columns;

    /// <param name="row">A value a column: <c>long</c>, <c>double</c>, <c>string</c> or null.</param>
    public abstract void Write(object?[] row);

    public virtual void Dispose() => output.Flush();

    static string Text(object value) => value switch
    {
        double number => double.IsFinite(number) ? BigDecimal.Shortest(number).ToString() : number > 0 ? Infinite : $"-{Infinite}",
        string text => ChainText.Clean(text, int.MaxValue),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    sealed class CommaSeparated : RowWriter
    {
        public CommaSeparated(TextWriter output, ImmutableArray<string> columns) : base(output, columns) => Cli.Csv.WriteLine(output, columns);

        public override void Write(object?[] row) => Cli.Csv.WriteLine(Output, row.Select(value => value is null ? null : Text(value)));
    }

    /// <summary>What is null is left out; an infinite number is text.</summary>
    sealed class ObjectPerLine(TextWriter output, ImmutableArray<string> columns) : RowWriter(output, columns)
    {
        readonly MemoryStream line = new();

        public override void Write(object?[] row)
        {
            line.SetLength(0);
            using (var json = new Utf8JsonWriter(line))
            {
                json.WriteStartObject();
                for (var i = 0; i < row.Length; i++) Write(json, Columns[i], row[i]);
                json.WriteEndObject();
            }
            Output.WriteLine(System.Text.Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
        }

        public override void Dispose()
        {
            base.Dispose();
            line.Dispose();
        }

        static void Write(Utf8JsonWriter json, string name, object? value)
        {
            if (value is null) return;
            json.WritePropertyName(name);
            if (value is string or double.PositiveInfinity or double.NegativeInfinity) json.WriteStringValue(Text(value));
            else json.WriteRawValue(Text(value));
        }
    }
}
