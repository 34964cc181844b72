using Watcher.Alerts;
using Xunit;
using static Watcher.Tests.Alerts.BuiltInScene;

namespace Watcher.Tests.Alerts;

public sealed class StoreFailingTests
{
    readonly BuiltInScene scene = new();

    [Fact]
    public void It_fires_after_a_minute_without_writes_and_resolves_after_one_with_them()
    {
        scene.Sees(StoreFailing.Observe("no room: the disk is full", Trouble(0.9)), "Inactive:");
        scene.Sees(StoreFailing.Observe("no room: the disk is full", Trouble(1)), "Firing: fired");
        Assert.Equal("database: no room: the disk is full; until then wallets are read, but no other alert is recorded or told.", scene.Summary);
        scene.Sees(StoreFailing.Observe(null, Well(0.9)), "Firing:");
        scene.Sees(StoreFailing.Observe(null, Well(1)), "Resolved: resolved");
    }
}
