using System.Text.Json.Nodes;
using Watcher.Host.Cli.Views;
using Watcher.Host.Config;
using Watcher.Reports;
using Watcher.Rules;
using Watcher.Settings;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <param name="Wallet">An address or a configured label.</param>
sealed record HistoryOptions(
    IReadOnlyList<string> Config, string? Wallet, string? Position, string? Metric, TimeSpan? Since, TimeSpan? Every, bool Orphaned, bool Csv, bool Json);

/// <summary><c>history</c>: the recorded series.</summary>
static class HistoryVerb
{
    public const string Schema = "watcher.history/1";

    public static Task<int> Run(HistoryOptions options, CancellationToken cancellation)
    {
        if (options is { Csv: true, Json: true }) throw new UsageException($"--csv: and --json exclude each other: choose one");
        var config = ConfigLoader.Load(options.Config, ChannelContexts.Silent);
        using var store = StoreAccess.Beside(config);
        var series = store.History.Read(Filter(options, config));
        if (options.Json) ReportOutput.Write(Json(series, options.Orphaned));
        else if (options.Csv) HistoryCsv.Write(Console.Out, series, options.Orphaned);
        else HistoryView.Write(Terminal.Out, series);
        return Task.FromResult(ExitCode.Ok);
    }

    static HistoryFilter Filter(HistoryOptions options, WatcherConfig config) => new()
    {
        Wallet = options.Wallet is { } wallet ? WalletOf(wallet, config) : null,
        Position = options.Position,
        Metric = options.Metric is { } metric ? Named(metric) : null,
        Since = options.Since is { } since ? TimeProvider.System.GetUtcNow() - since : null,
        Every = options.Every is { Ticks: > 0 } every ? every : null,
        Orphaned = options.Orphaned,
    };

    static Address WalletOf(string text, WatcherConfig config)
    {
        if (Address.TryParse(text, out var address, out var problem)) return address;
        return config.Wallets.FirstOrDefault(w => text.Equals(w.Label, StringComparison.OrdinalIgnoreCase))?.Address
            ?? throw new UsageException($"--wallet: {problem}, nor the label of a configured wallet{Suggestion.For(text, config.Wallets.Select(w => w.Label).OfType<string>())}");
    }

    /// <summary>The metric in its own case; an unknown one is refused rather than found without samples.</summary>
    static string Named(string text)
    {
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        var name = bracket < 0 ? text : text[..bracket];
        var metric = MetricCatalog.Find(name)
            ?? throw new UsageException($"--metric: '{name}' is not a metric{Suggestion.For(name, MetricCatalog.All.Select(m => m.Name))}");
        return metric.Name + (bracket < 0 ? "" : text[bracket..]);
    }

    static JsonObject Json(IEnumerable<HistorySeries> series, bool orphaned) => new()
    {
        ["schema"] = Schema,
        ["series"] = new JsonArray([.. series.Select(s => Json(s, orphaned))]),
    };

    static JsonObject Json(HistorySeries series, bool orphaned)
    {
        var json = new JsonObject();
        if (series.Key.Position is { } position) json["position"] = position;
        if (series.Key.Wallet is { } wallet) json["wallet"] = wallet.ToString();
        if (series.Key.Chain is { } chain) json["chain"] = chain;
        if (series.Key is { Position: null, Wallet: null, Chain: null }) json["portfolio"] = series.Key.Subject;
        json["metric"] = series.Key.Metric;
        json["unit"] = series.Key.Unit;
        json["samples"] = new JsonArray([.. series.Samples.Select(s => Json(s, orphaned))]);
        return json;
    }

    static JsonObject Json(HistorySample sample, bool orphaned)
    {
        var json = new JsonObject { ["block"] = sample.Block.Number, ["blockHash"] = sample.Block.Hash.ToString(), ["timestamp"] = ReportJson.Text(sample.Block.Timestamp) };
        if (sample.Value is { } value) json["value"] = value;
        if (orphaned && !sample.Canonical) json["canonical"] = false;
        return json;
    }
}
