using Watcher.Evm;
using Xunit;

namespace Watcher.Tests.Evm.Reads;

public sealed class SlabTests
{
    readonly Slab slab = new();

    [Fact]
    public void No_two_pieces_share_a_byte_the_longest_neither()
    {
        int[] lengths = [10, 0, 20_000, 1, 20_000, 100_000, 5, 32 << 10];
        var pieces = lengths.Select(slab.Take).ToList();
        for (var i = 0; i < pieces.Count; i++) pieces[i].AsSpan().Fill((byte)i);
        Assert.Equal(lengths, pieces.Select(piece => piece.Count));
        Assert.All(pieces.Index(), piece => Assert.All(piece.Item, one => Assert.Equal(piece.Index, one)));
    }

    [Fact]
    public void What_was_given_back_is_taken_next()
    {
        slab.Take(10);
        var last = slab.Take(60);
        slab.Return(60);
        var next = slab.Take(30);
        Assert.Equal((last.Array, last.Offset), (next.Array, next.Offset));
    }
}
