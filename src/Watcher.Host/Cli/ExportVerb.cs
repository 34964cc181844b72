using System.Collections.Immutable;
using Watcher.Host.Config;
using Watcher.Settings;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <param name="Table">A documented view; null = the history.</param>
/// <param name="Wallet">An address or a configured label.</param>
sealed record ExportOptions(
    IReadOnlyList<string> Config, string? Table, string? Metric, string? Wallet, string? Chain, TimeSpan? Since, bool Csv, bool JsonLines);

/// <summary><c>export</c>: rows of the documented views for other programs.</summary>
static class ExportVerb
{
    const string Usual = "history", Prefix = "v_";

    public static Task<int> Run(ExportOptions options, CancellationToken cancellation)
    {
        if (options.Csv == options.JsonLines) throw new UsageException("--csv: or --jsonl, one of the two");
        var config = ConfigLoader.Load(options.Config, ChannelContexts.Silent);
        using var store = StoreAccess.Beside(config);
        var (table, columns) = Table(options.Table ?? Usual, store.Exports.Tables);
        var filter = new ExportFilter(table, options.Since is { } since ? TimeProvider.System.GetUtcNow() - since : null) { Where = Where(options, config, table, columns) };
        using var output = new StreamWriter(Console.OpenStandardOutput());
        using var rows = options.Csv ? RowWriter.Csv(output, columns) : RowWriter.JsonLines(output, columns);
        store.Exports.Read(filter, rows.Write, cancellation);
        return Task.FromResult(ExitCode.Ok);
    }

    static (string Name, ImmutableArray<string> Columns) Table(string given, ImmutableSortedDictionary<string, ImmutableArray<string>> tables)
    {
        var name = given.StartsWith(Prefix, StringComparison.Ordinal) ? given[Prefix.Length..] : given;
        return tables.TryGetValue(name, out var columns) ? (name, columns)
            : throw new UsageException($"--table: there is no '{given}'{Suggestion.For(name, tables.Keys)}; there are {string.Join(", ", tables.Keys)}");
    }

    static Dictionary<string, string> Where(ExportOptions options, WatcherConfig config, string table, ImmutableArray<string> columns)
    {
        var where = new Dictionary<string, string>();
        void By(string column, string? value)
        {
            if (value is null) return;
            if (!columns.Contains(column)) throw new UsageException($"--{column}: the table {table} tells of no {column}");
            where[column] = value;
        }
        By("metric", options.Metric is { } metric ? HistoryNames.Metric(metric) : null);
        By("wallet", options.Wallet is { } wallet ? HistoryNames.Wallet(wallet, config).ToString() : null);
        By("chain", options.Chain);
        return where;
    }
}
