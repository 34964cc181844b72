using Watcher.Evm;
using Watcher.Evm.Abi;
using Watcher.Evm.Rpc;
using Xunit;

namespace Watcher.Tests.Evm;

public sealed class MulticallTests
{
    readonly FakeChain chain = new();
    readonly Rig rig;
    readonly Address adder;

    public MulticallTests()
    {
        rig = new(chain);
        adder = chain.Deploy(1, number => FakeResult.Number(number + 1));
    }

    [Fact]
    public void The_call_data_is_what_the_abi_says()
    {
        Question[] questions = [new(new(QuestionKind.Call, adder, new Ask(3).Data)), new(new(QuestionKind.NativeBalance, adder, new NativeBalanceOf(adder).Data)), new(new(QuestionKind.Call, adder, []))];
        var expected = AbiCodec.EncodeCall(Multicall3.Signature, [new object[]
        {
            new object[] { adder, true, new Ask(3).Data },
            new object[] { FakeChain.Multicall3, true, new NativeBalanceOf(adder).Data },
            new object[] { adder, true, Array.Empty<byte>() },
        }]);
        var encoded = Enumerable.Repeat((byte)0xff, Multicall3.Size(questions)).ToArray();
        Multicall3.Encode(FakeChain.Multicall3, questions, encoded);
        Assert.Equal(expected, encoded);
        Assert.Equal("82ad56cb", Convert.ToHexStringLower(expected[..4]));
    }

    [Fact]
    public async Task Of_thousands_of_calls_in_many_chunks_those_that_only_fail_in_company_are_asked_again_and_told_right()
    {
        var shy = chain.Deploy(2, (data, from) => from == FakeChain.Multicall3 ? FakeResult.RevertSilently : FakeResult.Number(new BigInteger(data.AsSpan(4), isUnsigned: true, isBigEndian: true) + 1));
        var (block, outcomes) = await rig.ReadAll(block => Enumerable.Range(0, 6000).Select(i => (Func<Read<BigInteger>>)(() => Twice(block, i % 50 == 7 ? shy : adder, 10 * i))));
        Assert.Equal(Enumerable.Range(0, 6000).Select(i => (BigInteger)(10 * i + 2)), outcomes.Select(outcome => outcome.Value));
        Assert.Equal(2 * 120, block.Counters.ReAsks);

        static async Read<BigInteger> Twice(PinnedBlock block, Address contract, int number) =>
            await block.Call(contract, new Ask((int)await block.Call(contract, new Ask(number))));
    }

    [Fact]
    public async Task Eight_requests_are_under_way_at_the_same_time_and_no_more()
    {
        var node = new CrowdedNode(new(chain) { MostCalls = 10 });
        var client = new ChainClient(new("fake", FakeChain.Id), [node], rig.Time, new());
        var block = await client.Pin(BlockSelector.Latest, default);
        await client.Run(block, Asks(block, first: 0), default); // too many for this node: chunks become small
        node.WaitsFor = 8;
        Assert.All(await client.Run(block, Asks(block, first: 1000), default), outcome => Assert.True(outcome.Ok));
        Assert.Equal(8, node.Most);

        IEnumerable<Func<Read<BigInteger>>> Asks(PinnedBlock at, int first) =>
            Enumerable.Range(first, 200).Select(i => (Func<Read<BigInteger>>)(() => at.Call(adder, new Ask(i))));
    }

    [Fact]
    public async Task What_was_answered_outlives_the_buffer_that_it_came_in()
    {
        chain.Deploy(2, (data, _) => FakeResult.Number(new(data.AsSpan(16), isUnsigned: true, isBigEndian: true)));
        var client = new ChainClient(new("fake", FakeChain.Id), [new LendingNode(new(chain))], rig.Time, new());
        var block = await client.Pin(BlockSelector.Latest, default);
        var outcomes = await client.Run(block, Enumerable.Range(1, 40).Select(i => (Func<Read<string>>)(() => ThreeTimes(i))), default);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => $"{Balance(i)} and {Balance(1000 + i)} and {Balance(i)} units"), outcomes.Select(outcome => outcome.Value));

        async Read<string> ThreeTimes(int i)
        {
            var (bank, first, second) = (FakeChain.Account(2), FakeChain.Account(i), FakeChain.Account(1000 + i));
            var before = await block.Call(bank, new BalanceOf(first));
            var then = await block.Call(bank, new BalanceOf(second));
            return $"{before} and {then} and {await block.Call(bank, new BalanceTextOf(first))}";
        }

        static BigInteger Balance(int account) => new(FakeChain.Account(account).ToBytes(), isUnsigned: true, isBigEndian: true);
    }

    [Fact]
    public async Task A_call_to_an_address_without_code_is_no_code_and_no_zero()
    {
        var outcome = await rig.Read(block => block.Call(FakeChain.Account(99), new Ask(1)));
        Assert.Equal(FailureReason.NoCode, outcome.Failure!.Reason);
        Assert.Equal($"ask(uint256) of {FakeChain.Account(99)}: there is no contract", outcome.Failure.Why);
    }

    [Fact]
    public async Task An_account_that_delegates_its_code_is_no_contract()
    {
        rig.Node.Fault = request => request.Method == "eth_getCode" ? RpcAnswer.OfData([0xef, 0x01, 0x00, .. new byte[20]]) : null;
        Assert.Equal(FailureReason.NoCode, (await rig.Read(block => block.Call(FakeChain.Account(99), new Ask(1)))).Failure!.Reason);
    }

    [Fact]
    public async Task A_contract_that_returns_nothing_where_something_is_expected_is_undecodable()
    {
        var mute = chain.Deploy(2, (_, _) => new FakeResult([]));
        Assert.Equal(FailureReason.Undecodable, (await rig.Read(block => block.Call(mute, new Ask(1)))).Failure!.Reason);
    }

    [Fact]
    public async Task A_function_without_outputs_returns_nothing_rightly()
    {
        var mute = chain.Deploy(2, (_, _) => new FakeResult([]));
        Assert.True((await rig.Read(block => block.Call(mute, new Poke()))).Value);
    }

    [Fact]
    public async Task An_answer_longer_than_the_abi_says_is_undecodable()
    {
        var wordy = chain.Deploy(2, (_, _) => new FakeResult(new byte[64]));
        Assert.Equal(FailureReason.Undecodable, (await rig.Read(block => block.Call(wordy, new Ask(1)))).Failure!.Reason);
    }

    [Fact]
    public async Task A_revert_tells_its_reason()
    {
        var broken = chain.Deploy(2, _ => FakeResult.Revert("paused\u202e"));
        var outcome = await rig.Read(block => block.Call(broken, new Ask(1)));
        Assert.Equal(new Failure(FailureReason.Reverted, $"ask(uint256) of {broken}: reverted: \"paused\""), outcome.Failure);
        Assert.Equal(0, rig.Node.Requests.Count(request => request.Method == "eth_call" && ((EthCall)request.Parameters[0]!).To == broken));
    }

    [Fact]
    public async Task A_call_that_its_neighbour_starved_of_gas_is_asked_again_alone()
    {
        var eater = chain.Deploy(2, _ => FakeResult.Invalid);
        var (block, outcomes) = await rig.ReadAll(block => new Func<Read<BigInteger>>[] { () => block.Call(eater, new Ask(0)), () => block.Call(adder, new Ask(1)), () => block.Call(adder, new Ask(2)) });
        Assert.Equal([null, 2, 3], outcomes.Select(outcome => outcome.Ok ? outcome.Value : (BigInteger?)null));
        Assert.Equal(FailureReason.OutOfGas, outcomes[0].Failure!.Reason);
        Assert.Equal(3, block.Counters.ReAsks);
    }

    [Fact]
    public async Task An_offender_goes_alone_from_then_on_and_starves_nobody()
    {
        var eater = chain.Deploy(2, _ => FakeResult.Invalid);
        Func<PinnedBlock, IEnumerable<Func<Read<BigInteger>>>> readers = block => [() => block.Call(eater, new Ask(0)), () => block.Call(adder, new Ask(1))];
        await rig.ReadAll(readers);
        var (block, outcomes) = await rig.ReadAll(readers);
        Assert.Equal(0, block.Counters.ReAsks);
        Assert.Equal(1, block.Counters.InnerCalls);
        Assert.Equal(2, outcomes[1].Value);
    }

    [Fact]
    public async Task A_silent_revert_is_believed_once_it_reverts_alone()
    {
        var silent = chain.Deploy(2, _ => FakeResult.RevertSilently);
        var (block, outcomes) = await rig.ReadAll<Outcome<BigInteger>>(block => [() => block.Try(silent, new Ask(1))]);
        Assert.Equal(FailureReason.Reverted, outcomes.Single().Value.Failure!.Reason);
        Assert.Equal(1, block.Counters.ReAsks);
    }

    [Fact]
    public async Task Two_gas_eaters_that_break_the_whole_call_are_found_by_halving()
    {
        var eater = chain.Deploy(2, _ => FakeResult.Invalid);
        var (_, outcomes) = await rig.ReadAll(block => Enumerable.Range(0, 40).Select(i => (Func<Read<BigInteger>>)(() => block.Call(i is 7 or 31 ? eater : adder, new Ask(i)))));
        Assert.Equal([7, 31], Enumerable.Range(0, 40).Where(i => !outcomes[i].Ok));
        Assert.All(Enumerable.Range(0, 40).Where(i => i is not (7 or 31)), i => Assert.Equal(i + 1, outcomes[i].Value));
    }

    [Fact]
    public async Task A_node_that_takes_few_calls_at_once_gets_few_from_then_on()
    {
        rig.Node.MostCalls = 100;
        var wanted = Enumerable.Range(0, 400).ToList();
        var (first, outcomes) = await rig.ReadAll(block => wanted.Select(i => (Func<Read<BigInteger>>)(() => block.Call(adder, new Ask(i)))));
        Assert.Equal(wanted.Select(i => (BigInteger)(i + 1)), outcomes.Select(outcome => outcome.Value));
        var (second, _) = await rig.ReadAll(block => wanted.Select(i => (Func<Read<BigInteger>>)(() => block.Call(adder, new Ask(i)))));
        Assert.True(second.Counters.EthCalls < first.Counters.EthCalls, $"{second.Counters.EthCalls} calls after {first.Counters.EthCalls}");
        Assert.Equal(4, second.Counters.EthCalls);
    }

    [Fact]
    public async Task Much_call_data_goes_in_several_calls()
    {
        var (block, outcomes) = await rig.ReadAll(block => Enumerable.Range(0, 3000).Select(i => (Func<Read<BigInteger>>)(() => block.Call(adder, new Ask(i)))));
        Assert.All(outcomes, outcome => Assert.True(outcome.Ok));
        Assert.Equal(1, block.Counters.Rounds);
        Assert.All(rig.Node.Requests.Where(request => request.Method == "eth_call"), request => Assert.InRange(((EthCall)request.Parameters[0]!).Data.Length, 1, 400_000));
    }

    [Fact]
    public async Task Fewer_answers_than_calls_are_a_bad_answer_and_another_node_is_asked()
    {
        var liar = new FakeNode(chain, "liar#0");
        liar.Fault = request => request.Method == "eth_call" ? RpcAnswer.OfData(AbiCodec.Encode("((bool,bytes)[])", new object[] { Array.Empty<object>() })) : null;
        var two = new Rig(chain, liar, new FakeNode(chain, "honest#1"));
        Assert.Equal(2, (await two.Read(block => block.Call(adder, new Ask(1)))).Value);
        Assert.Equal(FailureReason.BadAnswer, two.Client.Endpoints[0].LastFailure!.Reason);
    }

    [Fact]
    public async Task A_call_in_the_name_of_a_sender_goes_by_itself()
    {
        var sender = FakeChain.Account(77);
        var whoami = chain.Deploy(2, (_, from) => FakeResult.Number(from == sender ? 1 : 0));
        var (block, outcomes) = await rig.ReadAll<(BigInteger, BigInteger)>(block => [() => Read.All(block.CallFrom(sender, whoami, new Ask(1)), block.Call(whoami, new Ask(1)))]);
        Assert.Equal((1, 0), outcomes.Single().Value);
        Assert.Equal(1, block.Counters.Rounds);
        Assert.Equal(2, block.Counters.EthCalls);
    }

    [Fact]
    public async Task A_native_balance_rides_along()
    {
        chain.Balances[FakeChain.Account(5)] = BigInteger.Parse("123456789012345678901234567890");
        var (block, outcomes) = await rig.ReadAll<(BigInteger, BigInteger)>(block => [() => Read.All(block.NativeBalance(FakeChain.Account(5)), block.Call(adder, new Ask(1)))]);
        Assert.Equal((BigInteger.Parse("123456789012345678901234567890"), 2), outcomes.Single().Value);
        Assert.Equal(1, block.Counters.EthCalls);
        Assert.Equal(0, rig.Node.Asked("eth_getBalance"));
    }

    [Fact]
    public async Task A_chain_configured_without_multicall_is_read_call_by_call()
    {
        chain.Balances[FakeChain.Account(5)] = 255;
        var without = new Rig(chain, new ChainClientOptions("fake", FakeChain.Id) { Multicall3 = null });
        var (block, outcomes) = await without.ReadAll<(BigInteger, BigInteger, BigInteger)>(block =>
            [() => Read.All(block.NativeBalance(FakeChain.Account(5)), block.NativeBalance(FakeChain.Account(6)), block.Call(adder, new Ask(1)))]);
        Assert.Equal((255, 0, 2), outcomes.Single().Value);
        Assert.Equal(1, block.Counters.Rounds);
        Assert.Equal(0, block.Counters.InnerCalls);
    }

    [Fact]
    public async Task A_chain_where_multicall_turns_out_to_be_missing_is_read_call_by_call()
    {
        chain.HasMulticall3 = false;
        var (_, outcomes) = await rig.ReadAll<BigInteger>(block => [() => block.Call(adder, new Ask(1)), () => block.Call(FakeChain.Account(99), new Ask(1))]);
        Assert.Equal(2, outcomes[0].Value);
        Assert.Equal(FailureReason.NoCode, outcomes[1].Failure!.Reason);
    }

    [Fact]
    public async Task A_node_that_forgot_the_multicall_it_had_is_not_believed()
    {
        await rig.Read(block => block.Call(adder, new Ask(1)));
        rig.Node.Fault = request => request.Method is "eth_call" or "eth_getCode" ? RpcAnswer.OfData([]) : null;
        Assert.Equal(FailureReason.BadAnswer, (await rig.Read(block => block.Call(adder, new Ask(1)))).Failure!.Reason);
    }

    [Fact]
    public async Task A_node_that_returns_nothing_from_a_multicall_that_is_there_is_not_believed_and_another_is_asked()
    {
        var mute = new FakeNode(chain, "mute#0") { Fault = request => request.Method == "eth_call" ? RpcAnswer.OfData([]) : null };
        var two = new Rig(chain, mute, new FakeNode(chain, "honest#1"));
        Assert.Equal(2, (await two.Read(block => block.Call(adder, new Ask(1)))).Value);
        Assert.Equal(FailureReason.BadAnswer, (await new Rig(chain, mute).Read(block => block.Call(adder, new Ask(1)))).Failure!.Reason);
    }

    [Fact]
    public async Task A_node_that_refuses_ample_gas_is_asked_without()
    {
        rig.Node.Fault = request => request is { Method: "eth_call" } && ((EthCall)request.Parameters[0]!).Gas is not null ? FakeNode.Error(-32000, "gas limit exceeds the cap") : null;
        Assert.Equal(2, (await rig.Read(block => block.Call(adder, new Ask(1)))).Value);
    }
}
