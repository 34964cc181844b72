using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Evm.Rpc;
using Xunit;

namespace Watcher.Tests.Evm;

public sealed class LogSearchTests
{
    static readonly Address Pool = FakeChain.Account(9);
    static readonly Hash32 Topic = new(Keccak256.Hash("Happened(uint256)"));
    static readonly LogFilter Filter = new([Pool], [Topic]);

    readonly FakeChain chain = new();
    readonly Rig rig;

    public LogSearchTests()
    {
        rig = new(chain);
        for (var i = 0; i < 9; i++) chain.Mine();
        foreach (var block in chain.Blocks.Skip(1)) chain.Logs.Add(Log(block));
    }

    [Fact]
    public async Task Events_are_found_from_a_block_up_to_the_pinned_one()
    {
        var found = (await rig.Read(block => block.Logs(Filter, 6))).Value;
        Assert.Equal([6UL, 7, 8, 9], found.Select(log => log.BlockNumber));
        Assert.Equal(chain.Logs[5].Data.ToArray(), found[0].Data.ToArray());
    }

    [Fact]
    public async Task A_search_from_beyond_the_block_finds_nothing() => Assert.Empty((await rig.Read(block => block.Logs(Filter, 10))).Value);

    [Fact]
    public async Task Equal_searches_are_one()
    {
        await rig.ReadAll(block => Enumerable.Repeat(() => block.Logs(new([Pool], [Topic]), 6), 3));
        Assert.Equal(1, rig.Node.Asked("eth_getLogs"));
    }

    [Fact]
    public async Task A_range_that_the_node_finds_too_large_is_searched_in_parts()
    {
        rig.Node.Fault = request => request.Method == "eth_getLogs" && Range(request) > 3 ? FakeNode.Error(-32005, "query returned more than 10000 results") : null;
        Assert.Equal(9, (await rig.Read(block => block.Logs(Filter, 0))).Value.Length);
    }

    [Fact]
    public async Task Events_of_a_block_that_was_reorganised_away_meanwhile_do_not_count()
    {
        var block = await rig.Pin();
        chain.Reorganise(1);
        Assert.Equal(FailureReason.BlockGone, (await rig.Client.Run(block, [() => block.Logs(Filter, 0)], default)).Single().Failure!.Reason);
    }

    [Fact]
    public async Task Events_that_were_not_asked_for_are_a_bad_answer()
    {
        chain.Logs[0] = chain.Logs[0] with { Topics = [new Hash32(Keccak256.Hash("Other()"))] };
        Assert.Equal(FailureReason.BadAnswer, (await rig.Read(block => block.Logs(Filter, 0))).Failure!.Reason);
    }

    static ulong Range(RpcRequest request)
    {
        var filter = (IReadOnlyDictionary<string, object?>)request.Parameters[0]!;
        return (ulong)filter["toBlock"]! - (ulong)filter["fromBlock"]! + 1;
    }

    static LogEntry Log(BlockRef block) => new(Pool, [Topic], BitConverter.GetBytes(block.Number), block.Number, block.Hash, new Hash32(Keccak256.Hash("tx")), 0);
}
