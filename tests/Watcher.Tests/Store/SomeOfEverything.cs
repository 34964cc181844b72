using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Positions;
using Watcher.Prices;
using Watcher.Rules;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

/// <summary>A database in which every view has a row.</summary>
static class SomeOfEverything
{
    public static void Fill(WatcherStore store)
    {
        const string loan = "devnet/aave-v3/main/0xaa";
        var healthFactor = Some.Sample(Some.Loan(loan), "healthFactor", MetricValue.Of(2));
        var lending = Some.Good(Some.Block(1), 5, Some.Subject with { Protocol = "aave-v3", Deployment = "main" }) with { Positions = [SomeLoan.Of(loan)] };
        var pool = Some.Loan("devnet/uniswap-v2/uniswap/0xaa") with { Scope = MetricScope.Liquidity };
        store.Commit(Some.Cycle(Some.Block(1), Some.Good(Some.Block(1), 5), lending) with
        {
            Prices = new(Some.Block(1), ImmutableDictionary<AssetKey, PriceAnswer>.Empty.Add(new("devnet", null), new Price("feed", 300_000_000_000, 8, Some.Genesis)),
                ImmutableDictionary<AssetKey, Failure>.Empty),
            Samples = [Some.Net("5"), healthFactor, Some.Sample(pool, "imbalance", MetricValue.Of(0))],
            Alerts = Some.Changes(Some.Alert("a", AlertPhase.Firing), Some.Message("a-1", "a")),
        });
        store.Steering.Add(new(0, Some.Genesis, new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        store.Commit(Some.Cycle(Some.Block(2), Some.Unreadable(Some.Block(2))) with { Samples = [Some.Net(null)] });
        var due = Assert.Single(store.Outbox.Due("ops", DateTimeOffset.MaxValue, 1));
        store.Outbox.Record(new(due, Some.Genesis, TimeSpan.FromMilliseconds(7), DeliveryOutcome.Delivered, "HTTP 200"));
    }
}
