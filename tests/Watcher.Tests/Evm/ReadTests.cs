using System.Collections.Immutable;
using Watcher.Evm;
using Xunit;

namespace Watcher.Tests.Evm;

public sealed class ReadTests
{
    readonly FakeChain chain = new();
    readonly Rig rig;
    readonly Address adder;

    public ReadTests()
    {
        rig = new(chain);
        adder = chain.Deploy(1, number => FakeResult.Number(number + 1));
    }

    [Fact]
    public async Task A_chain_of_dependent_calls_takes_one_round_each_however_many_readers_there_are()
    {
        var (block, outcomes) = await rig.ReadAll(block => Enumerable.Range(0, 500).Select(i => (Func<Read<BigInteger>>)(() => ThreeDeep(block, 1000 * i))));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => (BigInteger)(1000 * i + 3)), outcomes.Select(outcome => outcome.Value));
        Assert.Equal(3, block.Counters.Rounds);
        Assert.Equal(3, block.Counters.EthCalls);
        Assert.Equal(1500, block.Counters.InnerCalls);
        Assert.Equal(0, block.Counters.MergedCalls);
    }

    [Fact]
    public async Task Equal_calls_are_asked_once_for_the_whole_block()
    {
        var (block, outcomes) = await rig.ReadAll(block => Enumerable.Repeat<Func<Read<BigInteger>>>(() => block.Call(adder, new Ask(7)), 50));
        await rig.Client.Run(block, [() => block.Call(adder, new Ask(7))], default);
        Assert.All(outcomes, outcome => Assert.Equal(8, outcome.Value));
        Assert.Equal(1, block.Counters.InnerCalls);
        Assert.Equal(50, block.Counters.MergedCalls);
    }

    [Fact]
    public async Task Calls_of_the_same_bytes_read_as_different_things_are_asked_once_and_decoded_each_in_its_way()
    {
        var token = chain.Deploy(2, _ => FakeResult.Number(5));
        var block = await rig.Pin();
        var both = await rig.Client.Run(block, [() => Read.All(block.Call(token, new BalanceOf(default)), block.Call(token, new BalanceTextOf(default)))], default);
        Assert.Equal((new BigInteger(5), "5 units"), both.Single().Value);
        Assert.Equal(1, block.Counters.InnerCalls);
    }

    [Fact]
    public async Task What_is_the_same_for_all_is_made_once_for_each_reader_of_a_contract()
    {
        var (made, other) = (0, new Address([.. new byte[19], 1]));
        var block = await rig.Pin();
        var outcomes = await rig.Client.Run(block, Enumerable.Range(0, 20).Select(i => (Func<Read<BigInteger>>)(() => block.Once(this, i < 10 ? default : other, Sum))), default);
        await rig.Client.Run(block, [() => block.Once(chain, default, Sum)], default);
        Assert.All(outcomes, outcome => Assert.Equal(5, outcome.Value));
        Assert.Equal(3, made);

        async Read<BigInteger> Sum(PinnedBlock at, Address _)
        {
            made++;
            return await at.Call(adder, new Ask(1)) + await at.Call(adder, new Ask(2));
        }
    }

    [Fact]
    public async Task Independent_reads_share_a_round()
    {
        var block = await rig.Pin();
        var outcomes = await rig.Client.Run(block, [() => Read.All(Enumerable.Range(0, 20).Select(i => block.Call(adder, new Ask(i))))], default);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (BigInteger)i), outcomes.Single().Value);
        Assert.Equal(1, block.Counters.Rounds);
    }

    [Fact]
    public async Task What_fills_a_request_is_sent_while_readers_still_start()
    {
        using var asked = new ManualResetEventSlim();
        var listening = chain.Deploy(2, number =>
        {
            asked.Set();
            return FakeResult.Number(number + 1);
        });
        var (block, outcomes) = await rig.ReadAll(block => Enumerable.Range(0, 1501).Select(i => (Func<Read<BigInteger>>)(() => block.Call(listening, new Ask(i))))
            .Append(() => Read.FromResult<BigInteger>(asked.Wait(TimeSpan.FromMinutes(2)) ? 1 : 0)));
        Assert.Equal(Enumerable.Range(1, 1501).Select(i => (BigInteger)i), outcomes.Take(1501).Select(outcome => outcome.Value));
        Assert.Equal(1, outcomes[1501].Value);
        Assert.Equal((1, 2), (block.Counters.Rounds, block.Counters.EthCalls));
    }

    [Fact]
    public async Task One_readers_exception_fails_itself_and_those_who_wait_for_it_only()
    {
        var (_, outcomes) = await rig.ReadAll<BigInteger>(block =>
        {
            var bad = new Lazy<Read<BigInteger>>(() => Throws(block));
            return [() => bad.Value, () => Waits(bad), () => block.Call(adder, new Ask(1)), () => throw new InvalidOperationException("at once")];
        });
        Assert.Equal([FailureReason.Unsupported, FailureReason.Unsupported, null, FailureReason.Unsupported], outcomes.Select(outcome => outcome.Failure?.Reason));
        Assert.Equal("DivideByZeroException: by nothing", outcomes[1].Failure!.Why);
        Assert.Equal(2, outcomes[2].Value);
    }

    [Fact]
    public async Task Readers_that_wait_for_each_other_fail_when_nothing_is_left_to_ask()
    {
        var (_, outcomes) = await rig.ReadAll<BigInteger>(block =>
        {
            var ring = new Read<BigInteger>[2];
            ring[0] = Next(block, ring, 1);
            ring[1] = Next(block, ring, 0);
            return [() => ring[0], () => ring[1], () => block.Call(adder, new Ask(1))];
        });
        Assert.Contains("wait for each other", outcomes[0].Failure!.Why);
        Assert.False(outcomes[1].Ok);
        Assert.True(outcomes[2].Ok);

        async Read<BigInteger> Next(PinnedBlock block, Read<BigInteger>[] ring, int other)
        {
            await block.Call(adder, new Ask(1));
            return await ring[other];
        }
    }

    [Fact]
    public async Task A_reader_that_never_ends_is_stopped()
    {
        var (block, outcomes) = await rig.ReadAll<BigInteger>(block => [() => Endless(block)]);
        Assert.Contains("rounds", outcomes.Single().Failure!.Why);
        Assert.Equal(1001, block.Counters.Rounds);

        async Read<BigInteger> Endless(PinnedBlock block)
        {
            for (var i = 0; ; i++) await block.Call(adder, new Ask(i));
        }
    }

    [Fact]
    public async Task A_long_line_of_readers_that_wait_for_each_other_needs_no_deep_stack()
    {
        var (_, outcomes) = await rig.ReadAll<BigInteger>(block =>
        {
            var last = block.Call(adder, new Ask(0));
            for (var i = 0; i < 50_000; i++) last = Behind(last);
            return [() => last];
        });
        Assert.Equal(50_001, outcomes.Single().Value);

        static async Read<BigInteger> Behind(Read<BigInteger> before) => await before + 1;
    }

    [Fact]
    public async Task A_result_before_the_answer_throws()
    {
        var block = await rig.Pin();
        var read = block.Call(adder, new Ask(1));
        Assert.Throws<InvalidOperationException>(() => read.GetResult());
    }

    [Fact]
    public async Task A_finished_read_needs_no_round()
    {
        var (block, outcomes) = await rig.ReadAll<(int, int)>(_ => [() => Read.All(Read.FromResult(1), Read.FromResult(2))]);
        Assert.Equal((1, 2), outcomes.Single().Value);
        Assert.Equal(0, block.Counters.Rounds);
    }

    [Fact]
    public async Task A_failed_read_throws_its_failure_in_whoever_waits_for_it()
    {
        var failure = new Failure(FailureReason.Unsupported, "version 9 of the pool");
        var outcome = await rig.Read(_ => Catches(Read.Failed<int>(failure)));
        Assert.Same(failure, outcome.Value);

        static async Read<Failure> Catches(Read<int> read)
        {
            try
            {
                await read;
            }
            catch (ReadFailedException e)
            {
                return e.Failure;
            }
            throw new InvalidOperationException("it did not throw");
        }
    }

    [Fact]
    public async Task A_reader_can_go_on_after_a_failure()
    {
        var broken = chain.Deploy(2, _ => FakeResult.Revert("broken"));
        var outcome = await rig.Read(block => Fallback(block));
        Assert.Equal(2, outcome.Value);

        async Read<BigInteger> Fallback(PinnedBlock block)
        {
            try
            {
                return await block.Call(broken, new Ask(1));
            }
            catch (ReadFailedException)
            {
                return await block.Call(adder, new Ask(1));
            }
        }
    }

    async Read<BigInteger> ThreeDeep(PinnedBlock block, int start)
    {
        var first = await block.Call(adder, new Ask(start));
        var second = await block.Call(adder, new Ask((int)first));
        return await block.Call(adder, new Ask((int)second));
    }

    async Read<BigInteger> Throws(PinnedBlock block)
    {
        await block.Call(adder, new Ask(1));
        throw new DivideByZeroException("by nothing");
    }

    static async Read<BigInteger> Waits(Lazy<Read<BigInteger>> other) => await other.Value;
}
