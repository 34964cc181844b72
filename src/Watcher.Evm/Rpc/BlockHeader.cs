using System.Text.Json;

namespace Watcher.Evm.Rpc;

/// <summary>Asks for block headers and reads them.</summary>
static class BlockHeader
{
    const ulong LastSecond = 253_402_300_799;

    public static RpcRequest Request(BlockSelector selector) => selector.ByHash is { } hash
        ? new("eth_getBlockByHash", hash, false)
        : new("eth_getBlockByNumber", selector.Tag ?? (object?)selector.ByNumber, false);

    public static RpcRequest Request(ulong number) => Request(BlockSelector.Number(number));

    /// <exception cref="FormatException">Not a block, or one without number, hash or time.</exception>
    public static BlockRef Of(RpcAnswer answer)
    {
        var block = answer.Json();
        if (block.ValueKind != JsonValueKind.Object) throw new FormatException("a block was expected");
        var seconds = Quantities.Of(block, "timestamp");
        if (seconds > LastSecond) throw new FormatException("a block's time is out of range");
        return new(Quantities.Of(block, "number"), Hash32.Parse(Quantities.Text(block, "hash")), DateTimeOffset.FromUnixTimeSeconds((long)seconds));
    }

    public static BlockRef? TryOf(RpcAnswer answer)
    {
        try
        {
            return answer.Failure is null ? Of(answer) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>A node answers null for a block that it does not know.</summary>
    public static Failure? Judge(RpcAnswer answer)
    {
        if (answer.IsNull) return new(FailureReason.BlockGone, "does not know the block");
        return TryOf(answer) is null ? new(FailureReason.BadAnswer, "a block without number, hash or time") : null;
    }
}
