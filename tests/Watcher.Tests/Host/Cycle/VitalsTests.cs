using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Rules;
using Watcher.Tests.Alerts;
using Xunit;

namespace Watcher.Tests.Host.Cycle;

public sealed class VitalsTests
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(12);
    readonly FakeTime time = new();

    [Fact]
    public void A_head_that_stands_still_for_five_minutes_is_a_halted_chain_and_the_next_block_ends_it()
    {
        var (chain, vitals) = Watch(chainId: 1);
        Assert.Equal(Truth.True, Of("chain-halted", vitals.Observe(Seen(chain, 100), Every, [], []))!.Clear);
        time.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal(Truth.False, Of("chain-halted", vitals.Observe(Seen(chain, 100), Every, [], []))!.When);
        time.Advance(TimeSpan.FromMinutes(0.1));
        Assert.Equal(Truth.True, Of("chain-halted", vitals.Observe(Seen(chain, 100), Every, [], []))!.When);
        Assert.Equal(Truth.True, Of("chain-halted", vitals.Observe(Seen(chain, 101), Every, [], []))!.Clear);
    }

    [Fact]
    public void A_local_chain_may_stand_still_for_ever()
    {
        var (chain, vitals) = Watch(chainId: 31337);
        var seen = vitals.Observe(Seen(chain, 100), Every, [], []);
        Assert.Null(Of("chain-halted", seen));
        Assert.Null(Of("clock-off", seen));
    }

    [Fact]
    public void A_chain_that_cannot_be_reached_explains_all_that_is_seen_of_it()
    {
        var (chain, vitals) = Watch(chainId: 1);
        vitals.Observe(Seen(chain, 100), Every, Endpoints(true, true), []);
        vitals.Observe(Unreached(chain), Every, Endpoints(false, false), []);
        time.Advance(TimeSpan.FromDays(1));
        Assert.All(vitals.Observe(Unreached(chain), TimeSpan.FromMinutes(1), Endpoints(false, false), []), seen => Assert.Equal(Truth.NotApplicable, seen.When));
    }

    [Fact]
    public void One_endpoint_of_two_that_fails_is_seen_and_an_only_one_is_not()
    {
        var (chain, vitals) = Watch(chainId: 1);
        vitals.Observe(Seen(chain, 100), Every, Endpoints(true, false), []);
        time.Advance(TimeSpan.FromMinutes(5));
        var down = vitals.Observe(Seen(chain, 101), Every, Endpoints(true, false), []).Where(o => o is { Rule.Name: "endpoint-down", When: Truth.True });
        Assert.Equal("node1#1", Assert.Single(down).Subject.Endpoint);
        Assert.Null(Of("endpoint-down", vitals.Observe(Seen(chain, 102), Every, Endpoints(false), [])));
    }

    static Observation? Of(string rule, IEnumerable<Observation> seen) => seen.FirstOrDefault(o => o.Rule.Name == rule);

    (ChainConfig, Vitals) Watch(ulong chainId)
    {
        var chain = new ChainConfig("devnet", chainId, [], "builtin", false, null, null, null, [], [], [], "1");
        return (chain, new(chain, Every, time));
    }

    BlockSnapshot.Seen Seen(ChainConfig chain, ulong number) => new(chain, [], AlertScene.BlockAt(number, 'a', time.GetUtcNow()));

    static BlockSnapshot.Unreached Unreached(ChainConfig chain) => new(chain, [], new(FailureReason.Timeout, "no answer"));

    static ImmutableArray<EndpointHealth> Endpoints(params bool[] healthy) =>
        [.. healthy.Select((well, i) => new EndpointHealth($"node{i}#{i}", well, well ? null : new(FailureReason.Timeout, "no answer"), null, null, null))];
}
