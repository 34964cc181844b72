using Watcher.Evm;

namespace Watcher.Protocols.Prices.Chainlink;

/// <summary>
/// Chainlink's AggregatorV3 feeds (https://docs.chain.link/data-feeds/api-reference). A price counts when it is positive, finished, not from
/// the future and no older than the feed's heartbeat, all by the block's own time. <c>answeredInRound</c> is deprecated and ignored.
/// </summary>
public sealed class ChainlinkPriceSource : IPriceSource
{
    /// <summary>The longest heartbeat that Chainlink runs feeds at, a day, and a tenth: for feeds whose own is not configured.</summary>
    public TimeSpan DefaultHeartbeat => TimeSpan.FromDays(1.1);

    public string Name => "chainlink";

    /// <exception cref="ArgumentException">The asset has no feed.</exception>
    public Read<PriceAnswer> Read(PinnedBlock block, KnownAsset asset) => asset.Feed is { } feed
        ? FeedReader.Answer(block, feed, Name)
        : throw new ArgumentException($"{asset.Asset.Symbol} has no price feed", nameof(asset));
}
