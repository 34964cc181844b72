using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Rules;
using Watcher.Settings;

namespace Watcher.Host.Documents;

/// <summary>What people call the series they want to see.</summary>
static class HistoryNames
{
    /// <param name="text">An address or a configured label.</param>
    /// <exception cref="UsageException">It is neither.</exception>
    public static Address Wallet(string text, WatcherConfig config)
    {
        if (Address.TryParse(text, out var address, out var problem)) return address;
        return config.Wallets.FirstOrDefault(w => text.Equals(w.Label, StringComparison.OrdinalIgnoreCase))?.Address
            ?? throw new UsageException($"--wallet: {problem}, nor the label of a configured wallet{Suggestion.For(text, config.Wallets.Select(w => w.Label).OfType<string>())}");
    }

    /// <summary>The metric in its own case; an unknown one is refused rather than found without samples.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static string Metric(string text)
    {
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        var name = bracket < 0 ? text : text[..bracket];
        var metric = MetricCatalog.Find(name)
            ?? throw new UsageException($"--metric: '{name}' is not a metric{Suggestion.For(name, MetricCatalog.All.Select(m => m.Name))}");
        return metric.Name + (bracket < 0 ? "" : text[bracket..]);
    }
}
