using System.Collections.Immutable;
using Parquet;
using Parquet.Schema;
using Watcher.Host.Export;
using Watcher.Store;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Export;

public sealed class ParquetRowsTests : IDisposable
{
    static readonly ImmutableArray<ExportColumn> Columns =
        [new("text", ExportType.Text), new("whole", ExportType.Integer), new("real", ExportType.Real), new("instant", ExportType.Instant)];

    readonly TempDatabase files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Values_come_back_as_they_were_and_text_without_what_deceives()
    {
        const string largest = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
        var (schema, read) = await Written(
            [null, null, null, null],
            ["a\u202eb\u0007c", long.MaxValue, double.PositiveInfinity, "2026-03-01T08:00:07Z"],
            [largest, -1L, 0.1, null]);
        Assert.Equal([null, "abc", largest], read["text"]);
        Assert.Equal([null, long.MaxValue, -1L], read["whole"]);
        Assert.Equal([null, double.PositiveInfinity, 0.1], read["real"]);
        Assert.Equal([null, new DateTime(2026, 3, 1, 8, 0, 7, DateTimeKind.Utc), null], read["instant"]);
        Assert.True(Assert.IsType<DateTimeDataField>(schema[3]).IsAdjustedToUTC);
    }

    [Fact]
    public async Task A_column_of_numbers_stays_one_where_the_first_are_missing_or_whole()
    {
        var (_, read) = await Written(["", null, null, null], ["", 1L, 2L, null]);
        Assert.Equal([null, 2.0], read["real"]);
    }

    [Fact]
    public async Task Rows_are_written_in_groups_so_that_their_number_does_not_matter()
    {
        using var output = new MemoryStream();
        await using (var rows = await ParquetRows.Start(output, Columns[1..2], default))
        {
            for (var i = 0L; i <= ParquetRows.GroupSize; i++) await rows.Write([i]);
            await rows.Complete();
            Assert.Equal(ParquetRows.GroupSize + 1, rows.Count);
        }
        await using var reader = await ParquetReader.CreateAsync(output);
        Assert.Equal([ParquetRows.GroupSize, 1], reader.RowGroups.Select(group => group.RowCount));
        Assert.Equal([ParquetRows.GroupSize], (await Column(reader.RowGroups[1], reader.Schema.DataFields[0])).Cast<long>());
    }

    /// <summary>Of a type other than the documented one, none could be written.</summary>
    [Fact]
    public async Task Every_column_of_every_documented_view_is_of_the_type_that_is_told_of_it()
    {
        using var store = files.OpenToRun();
        SomeOfEverything.Fill(store);
        foreach (var (table, columns) in store.Exports.Tables)
        {
            using var output = new MemoryStream();
            List<object?[]> given = [];
            await using (var rows = await ParquetRows.Start(output, columns, default))
            {
                await store.Exports.Read(new(table), row =>
                {
                    given.Add([.. row]);
                    return rows.Write(row);
                });
                await rows.Complete();
            }
            var read = await Read(output);
            Assert.Equal(columns.Select(column => column.Name), read.Schema.DataFields.Select(field => field.Name));
            for (var i = 0; i < columns.Length; i++)
                Assert.Equal(given.Select(row => row[i]), read.Columns[columns[i].Name].Select(value => value is DateTime at ? $"{at:yyyy-MM-ddTHH:mm:ssZ}" : value));
        }
    }

    static async Task<(ParquetSchema Schema, Dictionary<string, List<object?>> Columns)> Written(params object?[][] given)
    {
        using var output = new MemoryStream();
        await using (var rows = await ParquetRows.Start(output, Columns, default))
        {
            foreach (var row in given) await rows.Write(row);
            await rows.Complete();
        }
        return await Read(output);
    }

    static async Task<(ParquetSchema Schema, Dictionary<string, List<object?>> Columns)> Read(Stream file)
    {
        await using var reader = await ParquetReader.CreateAsync(file);
        var columns = new Dictionary<string, List<object?>>();
        foreach (var field in reader.Schema.DataFields) columns[field.Name] = await Column(Assert.Single(reader.RowGroups), field);
        return (reader.Schema, columns);
    }

    static async Task<List<object?>> Column(ParquetRowGroupReader group, DataField field)
    {
        async Task<List<object?>> Of<T>() where T : struct
        {
            var values = new T?[group.RowCount];
            await group.ReadAsync<T>(field, values.AsMemory());
            return [.. values.Cast<object?>()];
        }
        if (field.ClrType == typeof(long)) return await Of<long>();
        if (field.ClrType == typeof(double)) return await Of<double>();
        if (field.ClrType == typeof(DateTime)) return await Of<DateTime>();
        var texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts!);
        return [.. texts];
    }
}
