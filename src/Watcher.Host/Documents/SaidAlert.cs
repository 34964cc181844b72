using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Store;

namespace Watcher.Host.Documents;

/// <summary>An alert with what people have said of it by now.</summary>
sealed record SaidAlert(AlertState Alert, Said Said)
{
    public static ImmutableArray<SaidAlert> Of(IEnumerable<AlertState> alerts, WatcherStore store)
    {
        var now = TimeProvider.System.GetUtcNow();
        var steering = store.Steering.Read(now);
        return [.. alerts.Select(alert => new SaidAlert(alert, steering.Of(alert, now)))];
    }
}
