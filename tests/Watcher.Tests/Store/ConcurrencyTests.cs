using Watcher.Rules;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class ConcurrencyTests : IDisposable
{
    readonly TempDatabase files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Readers_beside_the_writer_always_see_whole_cycles()
    {
        using var store = files.OpenToRun();
        using var beside = files.OpenBeside();
        const int cycles = 200;
        var writing = Task.Run(() =>
        {
            for (var n = 1; n <= cycles; n++) store.Commit(Cycle(n, n));
        });
        var seen = 0;
        while (seen < cycles)
        {
            if (writing.IsFaulted) await writing;
            var series = beside.History.Read(new());
            // Two series, stored in one transaction: neither is ever ahead of the other.
            Assert.Single(series.Select(s => s.Samples.Length).Distinct().DefaultIfEmpty(0));
            seen = series.Select(s => s.Samples.Length).FirstOrDefault();
        }
        await writing;
    }

    [Fact]
    public async Task Chains_commit_side_by_side()
    {
        using var store = files.OpenToRun();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(chain => Task.Run(() =>
        {
            for (var n = 1; n <= 50; n++)
                store.Commit(Cycle(n, chain) with { Chain = new($"chain-{chain}", Some.Hash(chain)) });
        })));
        for (var chain = 0; chain < 4; chain++)
            Assert.Equal(50, store.Headers.Above(new($"chain-{chain}", Some.Hash(chain)), 0).Length);
    }

    static CycleCommit Cycle(int n, int value)
    {
        var dao = Some.Wealth with { Subject = "dao" };
        return Some.Cycle(Some.Block(n)) with { Samples = [Some.Net($"{value}"), Some.Sample(dao, "netUsd", MetricValue.Of(value))] };
    }
}
