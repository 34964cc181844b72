using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using Watcher.Host.Cli.Views;
using Watcher.Host.Config;
using Watcher.Host.Export;
using Watcher.Settings;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <param name="Table">A documented view; null = the history.</param>
/// <param name="Wallet">An address or a configured label.</param>
/// <param name="Parquet">The file to write.</param>
/// <param name="Force">A file of that name gives way to it.</param>
sealed record ExportOptions(
    IReadOnlyList<string> Config, string? Table, string? Metric, string? Wallet, string? Chain, TimeSpan? Since, bool Csv, bool JsonLines, string? Parquet, bool Force, bool Json);

/// <summary><c>export</c>: rows of the documented views for other programs.</summary>
static class ExportVerb
{
    const string Usual = "history", Prefix = "v_";

    public static async Task<int> Run(ExportOptions options, CancellationToken cancellation)
    {
        var jsonLines = options.JsonLines || (options.Json && options.Parquet is null);
        if (((bool[])[options.Csv, jsonLines, options.Parquet is not null]).Count(form => form) != 1)
            throw new UsageException("--csv: or --jsonl, or --parquet FILE, one of the three");
        if (options.Force && options.Parquet is null) throw new UsageException("--force: goes with --parquet, the one that writes a file itself");
        var config = ConfigLoader.Load(options.Config, ChannelContexts.Silent);
        using var store = StoreAccess.Beside(config);
        var (table, columns) = Table(options.Table ?? Usual, store.Exports.Tables);
        var filter = new ExportFilter(table, options.Since is { } since ? TimeProvider.System.GetUtcNow() - since : null) { Where = Where(options, config, table, columns) };
        if (options.Parquet is { } path) await ToFile(store, filter, columns, store.ExportTo(path, options.Force), options.Json, cancellation);
        else await ToStdout(store, filter, output => options.Csv ? new CsvRows(output, columns) : new JsonRows(output, columns), cancellation);
        return ExitCode.Ok;
    }

    static async Task ToStdout(WatcherStore store, ExportFilter filter, Func<TextWriter, RowWriter> form, CancellationToken cancellation)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput());
        var rows = form(output);
        await store.Exports.Read(filter, rows.Write, cancellation);
        await rows.Complete();
    }

    static async Task ToFile(
        WatcherStore store, ExportFilter filter, ImmutableArray<ExportColumn> columns, NewFile file, bool json, CancellationToken cancellation)
    {
        var count = 0L;
        var bytes = await file.Write(async path =>
        {
            await using var output = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
            await using var rows = await ParquetRows.Start(output, columns, cancellation);
            await store.Exports.Read(filter, rows.Write, cancellation);
            await rows.Complete();
            count = rows.Count;
        });
        if (json) ReportOutput.Write(new JsonObject { ["schema"] = "watcher.export/1", ["file"] = file.Path, ["table"] = filter.Table, ["rows"] = count, ["bytes"] = bytes });
        else Terminal.Out.MarkupLine($"{count.ToString("N0", CultureInfo.InvariantCulture)} rows of {filter.Table} are in {Figures.Safe(file.Path)}: {Figures.Bytes(bytes)}.");
    }

    static (string Name, ImmutableArray<ExportColumn> Columns) Table(string given, ImmutableSortedDictionary<string, ImmutableArray<ExportColumn>> tables)
    {
        var name = given.StartsWith(Prefix, StringComparison.Ordinal) ? given[Prefix.Length..] : given;
        return tables.TryGetValue(name, out var columns) ? (name, columns)
            : throw new UsageException($"--table: there is no '{given}'{Suggestion.For(name, tables.Keys)}; there are {string.Join(", ", tables.Keys)}");
    }

    static Dictionary<string, string> Where(ExportOptions options, WatcherConfig config, string table, ImmutableArray<ExportColumn> columns)
    {
        var where = new Dictionary<string, string>();
        void By(string column, string? value)
        {
            if (value is null) return;
            if (columns.All(known => known.Name != column)) throw new UsageException($"--{column}: the table {table} tells of no {column}");
            where[column] = value;
        }
        By("metric", options.Metric is { } metric ? HistoryNames.Metric(metric) : null);
        By("wallet", options.Wallet is { } wallet ? HistoryNames.Wallet(wallet, config).ToString() : null);
        By("chain", options.Chain);
        return where;
    }
}
