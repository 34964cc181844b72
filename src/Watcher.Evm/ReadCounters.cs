namespace Watcher.Evm;

/// <summary>What a reading cost.</summary>
/// <param name="Rounds">Times that readers waited for the chain.</param>
/// <param name="EthCalls"><c>eth_call</c>s sent, retries included.</param>
/// <param name="RpcRequests">All JSON-RPC requests sent, those included.</param>
/// <param name="InnerCalls">Calls that travelled inside Multicall3.</param>
/// <param name="MergedCalls">Calls that had been asked already.</param>
/// <param name="ReAsks">Inner calls asked again alone, because their failure said nothing.</param>
/// <param name="BytesUp">Bytes sent.</param>
/// <param name="BytesDown">Bytes received, decompressed.</param>
/// <param name="Elapsed">Time from the pin to the end of the last run.</param>
public sealed record ReadCounters(int Rounds, int EthCalls, int RpcRequests, int InnerCalls, int MergedCalls, int ReAsks, long BytesUp, long BytesDown,
    TimeSpan Elapsed)
{
    /// <summary>Of two readings, one after the other.</summary>
    public static ReadCounters operator +(ReadCounters a, ReadCounters b) => new(a.Rounds + b.Rounds, a.EthCalls + b.EthCalls, a.RpcRequests + b.RpcRequests,
        a.InnerCalls + b.InnerCalls, a.MergedCalls + b.MergedCalls, a.ReAsks + b.ReAsks, a.BytesUp + b.BytesUp, a.BytesDown + b.BytesDown, a.Elapsed + b.Elapsed);
}
