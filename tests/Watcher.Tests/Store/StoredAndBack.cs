using Watcher.Positions;
using Xunit;

namespace Watcher.Tests.Store;

/// <summary>A position as the database gives it back.</summary>
static class StoredAndBack
{
    public static Position Of(Position position)
    {
        using var files = new TempDatabase();
        using var store = files.OpenToRun();
        var subject = new Subject(Some.Chain.Name, position.Protocol, position.Name, Some.Wallet);
        store.Commit(Some.Cycle(Some.Block(1), new GoodReading(subject, Some.Block(1), [position], [])));
        return Assert.Single(store.Readings.LatestGood(Some.Chain, subject)!.Positions);
    }
}
