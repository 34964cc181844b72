using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class CallBookTests : IDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    readonly TempDatabase files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void What_was_spent_outlives_a_restart()
    {
        using (var store = files.OpenToRun())
        {
            store.Calls.Add("devnet", [("a#0", 5), ("b#1", 7)], Noon);
            store.Calls.Add("devnet", [("a#0", 6)], Noon.AddMinutes(61));
            store.Calls.Add("other", [("a#0", 100)], Noon);
        }
        using var again = files.OpenToRun();
        var spent = again.Calls.Spent("devnet", Noon.AddHours(2));
        Assert.Equal((11, 7, 2), (spent["a#0"], spent["b#1"], spent.Count));
    }

    [Fact]
    public void Calls_count_for_a_day()
    {
        using var store = files.OpenToRun();
        store.Calls.Add("devnet", [("a#0", 5)], Noon);
        Assert.Equal(5, store.Calls.Spent("devnet", Noon.AddHours(24))["a#0"]);
        Assert.Empty(store.Calls.Spent("devnet", Noon.AddHours(25)));
    }
}
