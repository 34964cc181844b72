using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class SubjectStateTests : IDisposable
{
    readonly TempDatabase files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void After_a_restart_it_is_known_since_when_a_subject_is_unreadable_and_what_it_had_before()
    {
        using (var store = files.OpenToRun())
        {
            store.Commit(Some.Cycle(Some.Block(1), Some.Unreadable(Some.Block(1))));
            store.Commit(Some.Cycle(Some.Block(2), Some.Good(Some.Block(2), 5)));
            for (var n = 3; n <= 5; n++) store.Commit(Some.Cycle(Some.Block(n), Some.Unreadable(Some.Block(n))));
        }
        using var again = files.OpenToRun();
        var state = Assert.Single(again.Readings.States(Some.Chain));
        Assert.Equal((Some.Subject, Some.Block(2), Some.Block(3).Timestamp), (state.Subject, state.LastGood, state.UnknownSince!.Value));
        Assert.Equal(new Failure(FailureReason.Timeout, "2 endpoints: no answer in 5 s"), state.Failure);
    }

    [Fact]
    public void A_subject_read_well_is_known_whatever_was_before()
    {
        using var store = files.OpenToRun();
        store.Commit(Some.Cycle(Some.Block(1), Some.Unreadable(Some.Block(1))));
        store.Commit(Some.Cycle(Some.Block(2), Some.Good(Some.Block(2), 5)));
        Assert.Equal<SubjectState>([new(Some.Subject, Some.Block(2), null, null, null)], store.Readings.States(Some.Chain));
    }

    [Fact]
    public void A_subject_never_read_well_has_no_last_good_block()
    {
        using var store = files.OpenToRun();
        store.Commit(Some.Cycle(Some.Block(1), Some.Unreadable(Some.Block(1))));
        var state = Assert.Single(store.Readings.States(Some.Chain));
        Assert.Equal((null, Some.Block(1).Timestamp), (state.LastGood, state.UnknownSince!.Value));
        Assert.Null(store.Readings.LatestGood(Some.Chain, Some.Subject));
    }
}
