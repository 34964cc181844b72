using Watcher.Evm;
using Watcher.Host.Config;

namespace Watcher.Host.Cycle;

/// <summary>Opens the connection to a chain's nodes.</summary>
static class ChainConnection
{
    public static ChainClient Open(ChainConfig chain, TimeProvider time, FixedFacts facts) => new(
        new ChainClientOptions(chain.Name, chain.ChainId) { Multicall3 = chain.Multicall3, MaxHeadAge = chain.MaxHeadAge },
        [.. chain.Rpc.Select((url, i) => Transports.Open(chain.Client, url, i))], time, facts);
}
