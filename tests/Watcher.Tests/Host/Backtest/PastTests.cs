using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Host.Backtest;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Positions;
using Watcher.Prices;
using Watcher.Tests.Alerts;
using Xunit;

namespace Watcher.Tests.Host.Backtest;

public sealed class PastTests
{
    static readonly ChainConfig Devnet = ConfigReader.Read(ChainLayers.Of(
        new() { ["Chains"] = new JsonObject { ["devnet"] = new JsonObject { ["ChainId"] = 31337, ["Rpc"] = new JsonArray("http://127.0.0.1:1") } } },
        ShippedChains.BesideTheProgram, []), new(TimeProvider.System, TextWriter.Null)).Chains[0];

    static BlockRef Block(ulong number, int minute) => AlertScene.BlockAt(number, 'a', AlertScene.Start.AddMinutes(minute));

    [Fact]
    public async Task What_no_watcher_saw_is_a_gap_and_a_chain_that_stood_still_is_none()
    {
        var past = new Told(null, Block(1, 0), Block(9, 5), Block(10, 60), Block(20, 71));
        Assert.Equal(4, await Replayed(past));
        var gap = Assert.Single(past.Gaps);
        Assert.Equal((10UL, 20UL, null), (gap.From.Number, gap.To.Number, gap.Why));
        Assert.Equal((4, 1UL, 20UL), (past.Replayed.Count, past.Replayed.First!.Number, past.Replayed.Last!.Number));
    }

    [Fact]
    public async Task A_block_that_cannot_be_read_is_a_gap_with_its_reason()
    {
        var past = new Told(9, Block(1, 0), Block(9, 5), Block(10, 6));
        Assert.Equal(2, await Replayed(past));
        var gap = Assert.Single(past.Gaps);
        Assert.Equal((9UL, 9UL, "timeout: nobody answered"), (gap.From.Number, gap.To.Number, gap.Why));
    }

    static async Task<int> Replayed(Past past)
    {
        var count = 0;
        foreach (var block in past.Blocks)
            if (await past.At(block, CancellationToken.None) is not null) count++;
        return count;
    }

    /// <summary>Blocks more than ten minutes apart have a gap between them.</summary>
    sealed class Told(ulong? unreadable, params ImmutableArray<BlockRef> blocks) : Past("devnet", blocks, TimeSpan.FromMinutes(10))
    {
        protected override ValueTask<BlockSnapshot?> Read(BlockRef block, CancellationToken cancellation) => ValueTask.FromResult<BlockSnapshot?>(block.Number == unreadable
            ? new BlockSnapshot.Unreached(Devnet, [], new(FailureReason.Timeout, "nobody answered"))
            : new BlockSnapshot.Read(Devnet, [], block, [], new(block, ImmutableDictionary<AssetKey, PriceAnswer>.Empty, ImmutableDictionary<AssetKey, Failure>.Empty), default!));
    }
}
