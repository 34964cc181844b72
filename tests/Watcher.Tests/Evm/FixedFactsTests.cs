using Watcher.Evm;
using Xunit;

namespace Watcher.Tests.Evm;

public sealed class FixedFactsTests
{
    readonly FakeChain chain = new();
    readonly Address decimals;
    readonly Address silent;

    public FixedFactsTests()
    {
        decimals = chain.Deploy(1, _ => FakeResult.Number(18));
        silent = chain.Deploy(2, _ => FakeResult.RevertSilently);
    }

    [Fact]
    public async Task A_fact_is_asked_once_for_all_blocks()
    {
        var rig = new Rig(chain);
        for (var i = 0; i < 3; i++)
        {
            chain.Mine();
            Assert.Equal(18, (await rig.Read(block => block.Fixed(decimals, new Ask(1)))).Value);
        }
        Assert.Equal(1, rig.Node.Asked("eth_call"));
    }

    [Fact]
    public async Task What_one_run_learnt_the_next_one_knows()
    {
        var before = new Rig(chain);
        await before.Read(block => block.Fixed(decimals, new Ask(1)));
        var facts = before.Facts.Drain();
        Assert.Single(facts);
        Assert.Empty(before.Facts.Drain());

        var after = new Rig(chain);
        after.Facts.Load(facts);
        Assert.Equal(18, (await after.Read(block => block.Fixed(decimals, new Ask(1)))).Value);
        Assert.Equal(0, after.Node.Asked("eth_call"));
    }

    [Fact]
    public async Task A_fact_of_one_chain_is_none_of_another_that_uses_the_same_addresses()
    {
        var facts = new FixedFacts();
        await new Rig(chain, facts).Read(block => block.Fixed(decimals, new Ask(1)));
        var other = new FakeChain { Start = DateTimeOffset.UnixEpoch };
        other.Blocks[0] = other.Blocks[0] with { Hash = new Hash32(Keccak256.Hash("another genesis")) };
        other.Deploy(1, _ => FakeResult.Number(6));
        Assert.Equal(6, (await new Rig(other, facts).Read(block => block.Fixed(decimals, new Ask(1)))).Value);
    }

    [Fact]
    public async Task A_node_that_starts_anew_behind_the_same_address_is_recognised()
    {
        var rig = new Rig(chain);
        for (var i = 0; i < 5; i++) chain.Mine();
        await rig.Read(block => block.Fixed(decimals, new Ask(1)));
        chain.Blocks.Clear();
        chain.Blocks.Add(new(0, new Hash32(Keccak256.Hash("another genesis")), chain.Start));
        chain.Deploy(1, _ => FakeResult.Number(6));
        await rig.Pin();
        Assert.Equal(6, (await rig.Read(block => block.Fixed(decimals, new Ask(1)))).Value);
    }

    [Fact]
    public async Task What_came_before_a_deadline_is_remembered()
    {
        using var deadline = new CancellationTokenSource();
        var last = chain.Deploy(3, number =>
        {
            deadline.Cancel();
            return FakeResult.Number(number);
        });
        var rig = new Rig(chain);
        var block = await rig.Pin();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Client.Run(block, [() => FactThenTwice(block, last)], deadline.Token));
        Assert.Equal(decimals, Assert.Single(rig.Facts.Drain()).Contract);
    }

    [Fact]
    public async Task What_a_block_told_before_it_went_is_not_remembered()
    {
        var shaking = chain.Deploy(3, number =>
        {
            chain.Reorganise(1);
            return FakeResult.Number(number);
        });
        chain.Mine();
        var rig = new Rig(chain);
        var block = await rig.Pin();
        Assert.Equal(FailureReason.BlockGone, (await rig.Client.Run(block, [() => FactThenTwice(block, shaking)], default)).Single().Failure!.Reason);
        Assert.Empty(rig.Facts.Drain());
    }

    [Fact]
    public async Task What_a_block_told_that_is_no_longer_the_chains_is_not_remembered()
    {
        var rig = new Rig(chain);
        rig.Node.TakesHashes = false;
        chain.Mine();
        await rig.Read(block => block.Call(decimals, new Ask(2)));
        var block = await rig.Pin();
        chain.Reorganise(1);
        Assert.Equal(FailureReason.BlockGone, (await rig.Client.Run(block, [() => block.Fixed(decimals, new Ask(1))], default)).Single().Failure!.Reason);
        Assert.Empty(rig.Facts.Drain());
    }

    [Fact]
    public async Task What_nobody_could_decode_is_not_remembered()
    {
        var rig = new Rig(chain);
        var odd = chain.Deploy(3, (_, _) => new FakeResult(new byte[33]));
        Assert.Equal(FailureReason.Undecodable, (await rig.Read(block => block.TryFixed(odd, new Ask(1)))).Value.Failure!.Reason);
        Assert.Empty(rig.Facts.Drain());
    }

    [Fact]
    public async Task A_refusal_is_remembered_for_ten_minutes_and_never_kept()
    {
        var rig = new Rig(chain);
        Task<Outcome<Outcome<BigInteger>>> Ask() => rig.Read(block => block.TryFixed(silent, new Ask(1)));
        await Ask();
        var asked = rig.Node.Asked("eth_call");
        Assert.Equal(FailureReason.Reverted, (await Ask()).Value.Failure!.Reason);
        Assert.Equal(asked, rig.Node.Asked("eth_call"));
        Assert.Empty(rig.Facts.Drain());

        for (var i = 0; i < 50; i++) chain.Mine(); // 12 s each
        await Ask();
        Assert.True(rig.Node.Asked("eth_call") > asked);
    }

    [Fact]
    public async Task A_remembered_fact_is_never_the_answer_to_a_call()
    {
        var rig = new Rig(chain);
        await rig.Read(block => block.Fixed(decimals, new Ask(1)));
        chain.Deploy(1, _ => FakeResult.Number(6));
        Assert.Equal(6, (await rig.Read(block => block.Call(decimals, new Ask(1)))).Value);
    }

    async Read<BigInteger> FactThenTwice(PinnedBlock block, Address contract)
    {
        var first = await block.Fixed(decimals, new Ask(1));
        var second = await block.Call(contract, new Ask((int)first));
        return await block.Call(contract, new Ask((int)second + 1));
    }
}
