using System.Globalization;
using Parquet;
using Parquet.Schema;
using Watcher.Store;

namespace Watcher.Host.Export;

/// <summary>Values of one column, until there are enough of them for a row group.</summary>
abstract class ParquetColumn(DataField kind)
{
    const string Seconds = "yyyy-MM-ddTHH:mm:ssZ";

    public DataField Field => kind;

    /// <param name="column">Its documented type decides, whatever its first value is.</param>
    /// <param name="room">So many values are held.</param>
    public static ParquetColumn Of(ExportColumn column, int room) => column.Type switch
    {
        ExportType.Integer => new ParquetColumn<long>(new DataField<long?>(column.Name), value => (long)value, room),
        ExportType.Real => new ParquetColumn<double>(new DataField<double?>(column.Name), value => Convert.ToDouble(value, CultureInfo.InvariantCulture), room),
        ExportType.Instant => new ParquetColumn<DateTime>(
            new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Millis, isNullable: true), Instant, room),
        _ => new ParquetColumn<ReadOnlyMemory<char>>(new DataField<string>(column.Name), value => RowText.Of(value).AsMemory(), room),
    };

    public abstract void Add(object? value);

    /// <summary>Writes the values held, and holds none after it.</summary>
    public abstract Task Write(ParquetRowGroupWriter group, CancellationToken cancellation);

    static DateTime Instant(object value) =>
        DateTime.ParseExact((string)value, Seconds, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}

/// <typeparam name="T">As the file has it; null beside it.</typeparam>
sealed class ParquetColumn<T>(DataField kind, Func<object, T> value, int room) : ParquetColumn(kind) where T : struct
{
    readonly T?[] values = new T?[room];
    int count;

    public override void Add(object? one) => values[count++] = one is null ? null : value(one);

    public override async Task Write(ParquetRowGroupWriter group, CancellationToken cancellation)
    {
        await group.WriteAsync<T>(Field, values.AsMemory(0, count), cancellationToken: cancellation);
        count = 0;
    }
}
