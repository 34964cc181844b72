using System.Collections.Immutable;
using Watcher.Host.Cli;
using Watcher.Store;

namespace Watcher.Host.Export;

/// <summary>Comma-separated values, the names of the columns first. What is null is empty.</summary>
sealed class CsvRows : RowWriter
{
    readonly TextWriter output;

    public CsvRows(TextWriter output, ImmutableArray<ExportColumn> columns)
    {
        this.output = output;
        Csv.WriteLine(output, columns.Select(column => column.Name));
    }

    public override ValueTask Write(object?[] row)
    {
        Csv.WriteLine(output, row.Select(value => value is null ? null : RowText.Of(value)));
        return default;
    }

    public override ValueTask Complete() => new(output.FlushAsync());
}
