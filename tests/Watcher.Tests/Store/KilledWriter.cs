using System.Globalization;
using Watcher.Store;

namespace Watcher.Tests.Store;

/// <summary>The test assembly started as a program: commits cycles as fast as it can, saying each one that was acknowledged, until it is killed.</summary>
static class KilledWriter
{
    static void Main(string[] args)
    {
        using var store = WatcherStore.OpenToRun(new($"Data Source={args[0]}"), TempDatabase.Json, TimeProvider.System);
        for (var n = int.Parse(args[1], CultureInfo.InvariantCulture); ; n++)
        {
            store.Commit(Some.Cycle(Some.Block(n), Some.Good(Some.Block(n), n)) with
            {
                Samples = [Some.Net($"{n}")],
                Alerts = Some.Changes(Some.Alert("a", Watcher.Alerts.AlertPhase.Firing), Some.Message($"a-{n}")),
            });
            Console.Out.WriteLine(n);
            Console.Out.Flush();
        }
    }
}
