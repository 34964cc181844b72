using System.Collections.Immutable;
using Watcher.Protocols.AaveV3;
using Watcher.Protocols.Prices.Chainlink;
using Watcher.Protocols.UniswapV2;
using Watcher.Protocols.UniswapV3;
using Watcher.Protocols.Wallet;

namespace Watcher.Protocols;

/// <summary>Every protocol Watcher reads, a line each, and where the prices of configured feeds come from.</summary>
public static class Protocols
{
    public static IPriceSource PriceFeeds { get; } = new ChainlinkPriceSource();

    public static ImmutableArray<ProtocolKind> All { get; } =
    [
        WalletProtocol.Kind,
        AaveV3Protocol.Kind,
        UniswapV2Protocol.Kind,
        UniswapV3Protocol.Kind,
    ];
}
