using Watcher.Host.Config;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <summary>Opens the configured database.</summary>
static class StoreAccess
{
    static readonly FactsJson Facts = new(Watcher.Protocols.Protocols.All.SelectMany(kind => kind.Facts));

    /// <summary>For verbs that read beside a <c>run</c>.</summary>
    public static WatcherStore Beside(WatcherConfig config) => WatcherStore.OpenBeside(Options(config), Facts, TimeProvider.System);

    /// <summary>As the one <c>run</c> on it.</summary>
    public static WatcherStore ToRun(WatcherConfig config) => WatcherStore.OpenToRun(Options(config), Facts, TimeProvider.System);

    /// <summary>To fill in its past, beside a <c>run</c> or before the first.</summary>
    public static WatcherStore ToFill(WatcherConfig config) => WatcherStore.OpenToFill(Options(config), Facts, TimeProvider.System);

    static StoreOptions Options(WatcherConfig config) => new(config.Store.ConnectionString, config.Store.RecordEvery, config.Store.Keep);
}
