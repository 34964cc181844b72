using Watcher.Host.Cli.Views;
using Watcher.Host.Config;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <param name="Wallet">An address or a configured label.</param>
sealed record HistoryOptions(
    IReadOnlyList<string> Config, string? Wallet, string? Position, string? Metric, TimeSpan? Since, TimeSpan? Every, bool Orphaned, bool Csv, bool Json);

/// <summary><c>history</c>: the recorded series.</summary>
static class HistoryVerb
{
    public static Task<int> Run(HistoryOptions options, CancellationToken cancellation)
    {
        if (options is { Csv: true, Json: true }) throw new UsageException($"--csv: and --json exclude each other: choose one");
        var config = ConfigLoader.Load(options.Config, ChannelContexts.Silent);
        using var store = StoreAccess.Beside(config);
        var series = store.History.Read(Filter(options, config));
        if (options.Json) ReportOutput.Write(HistoryJson.Document(series, options.Orphaned));
        else if (options.Csv) HistoryCsv.Write(Console.Out, series, options.Orphaned);
        else HistoryView.Write(Terminal.Out, series);
        return Task.FromResult(ExitCode.Ok);
    }

    static HistoryFilter Filter(HistoryOptions options, WatcherConfig config) => new()
    {
        Wallet = options.Wallet is { } wallet ? HistoryNames.Wallet(wallet, config) : null,
        Position = options.Position,
        Metric = options.Metric is { } metric ? HistoryNames.Metric(metric) : null,
        Since = options.Since is { } since ? TimeProvider.System.GetUtcNow() - since : null,
        Every = options.Every is { Ticks: > 0 } every ? every : null,
        Orphaned = options.Orphaned,
    };
}
