using Watcher.Settings;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <summary>The alert that the command line names.</summary>
static class AlertsNamed
{
    /// <exception cref="UsageException">There is none of that id.</exception>
    public static AlertLife Find(WatcherStore store, string id) => store.Alerts.Find(id)
        ?? throw new UsageException($"ID: there is no alert '{id}'{Suggestion.For(id, store.Alerts.List().Select(alert => alert.Id!))}; 'watcher alerts list' shows them");
}
