using System.Collections.Immutable;
using Parquet;
using Parquet.Schema;
using Watcher.Store;

namespace Watcher.Host.Export;

/// <summary>Apache Parquet: typed columns, compressed, in groups of rows, of which one is in memory at a time.</summary>
sealed class ParquetRows : RowWriter, IAsyncDisposable
{
    /// <summary>Readers work on groups in parallel, and want about as many rows in each.</summary>
    public const int GroupSize = 1 << 15;
    readonly ImmutableArray<ParquetColumn> columns;
    readonly ParquetWriter file;
    readonly CancellationToken cancellation;
    int held;

    ParquetRows(ImmutableArray<ParquetColumn> columns, ParquetWriter file, CancellationToken cancellation) =>
        (this.columns, this.file, this.cancellation) = (columns, file, cancellation);

    /// <summary>How many rows have been written.</summary>
    public long Count { get; private set; }

    public static async Task<ParquetRows> Start(Stream output, ImmutableArray<ExportColumn> columns, CancellationToken cancellation)
    {
        ImmutableArray<ParquetColumn> parts = [.. columns.Select(column => ParquetColumn.Of(column, GroupSize))];
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = System.IO.Compression.CompressionLevel.Optimal };
        return new(parts, await ParquetWriter.CreateAsync(new ParquetSchema(parts.Select(part => part.Field)), output, options, cancellationToken: cancellation), cancellation);
    }

    public override ValueTask Write(object?[] row)
    {
        for (var i = 0; i < row.Length; i++) columns[i].Add(row[i]);
        Count++;
        return ++held < GroupSize ? default : new(Flush());
    }

    public override ValueTask Complete() => held > 0 ? new(Flush()) : default;

    public ValueTask DisposeAsync() => file.DisposeAsync();

    async Task Flush()
    {
        using var group = file.CreateRowGroup();
        foreach (var column in columns) await column.Write(group, cancellation);
        held = 0;
    }
}
