using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.AaveV3;

/// <summary>The pool's <c>LiquidationCall</c> events of one account.</summary>
static class LiquidationLog
{
    public const string Event = "LiquidationCall(address,address,address,uint256,uint256,address,bool)";

    static readonly Hash32 Topic = new(Keccak256.Hash(Event));

    /// <summary>Those after the block <paramref name="since"/>; none on a first reading.</summary>
    public static async Read<ImmutableArray<Liquidation>> Of(PinnedBlock block, Address pool, Address wallet, ulong? since)
    {
        if (since is not { } last || last >= block.Ref.Number) return [];
        var logs = await block.Logs(new([pool], [Topic]), From(block.Ref.Number, last));
        return [.. logs.Where(log => log.BlockNumber > last && UserOf(log) == wallet).Select(Decode)];
    }

    /// <summary>
    /// One query serves all wallets of a pool, if they ask from the same block on. So the span is rounded up to a power of two: wallets that were
    /// last read at different blocks share a query, and what is too old is left out afterwards.
    /// </summary>
    internal static ulong From(ulong head, ulong last)
    {
        var span = BitOperations.RoundUpToPowerOf2(head - last);
        return span > head ? 0 : head - span + 1;
    }

    static Address UserOf(LogEntry log) => log.Topics.Length == 4 ? AddressIn(log.Topics[3]) : throw Malformed("it has no three indexed addresses");

    static Liquidation Decode(LogEntry log)
    {
        try
        {
            var reader = new AbiReader(log.Data.Span);
            var liquidation = new Liquidation(log, AddressIn(log.Topics[1]), AddressIn(log.Topics[2]),
                DebtCovered: reader.UInt256(), CollateralTaken: reader.UInt256(), reader.Address(), reader.Bool());
            reader.End();
            return liquidation;
        }
        catch (AbiException broken)
        {
            throw Malformed(broken.Message);
        }
    }

    static Address AddressIn(Hash32 topic) => new(topic.ToBytes().AsSpan(12));

    static ReadFailedException Malformed(string why) => new(new(FailureReason.Undecodable, $"a LiquidationCall event cannot be read: {why}"));
}
