using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>
/// The market prices of one chain at one block. An asset has one: its configured feed's answer; where none is configured, a protocol's
/// oracle that priced it at this block. The wrapped native token without a feed of its own goes by the native asset's.
/// </summary>
public sealed class MarketView
{
    readonly AssetBook book;
    readonly MarketPrices? prices;
    readonly Dictionary<AssetKey, BigDecimal> oracle = [];

    /// <param name="book">The configured assets.</param>
    /// <param name="prices">The feeds' answers; null when no block could be read.</param>
    /// <param name="positions">Loans whose oracles price what has no feed; the first that knows an asset prices it.</param>
    public MarketView(AssetBook book, MarketPrices? prices, IEnumerable<Position> positions)
    {
        (this.book, this.prices) = (book, prices);
        foreach (var loan in positions.OfType<LendingPosition>())
            foreach (var leg in loan.Legs)
                if (leg.OraclePrice.Sign > 0 && !HasFeed(leg.Asset.Key)) oracle.TryAdd(Source(leg.Asset.Key), OraclePrices.Usd(loan, leg.OraclePrice));
    }

    public BlockRef? Block => prices?.Block;

    /// <summary>The feeds' answers that it was made from; null when no block could be read.</summary>
    public MarketPrices? Prices => prices;

    /// <summary>USD per whole unit; null when there is no usable price.</summary>
    public BigDecimal? PriceOf(AssetKey key) => HasFeed(key) ? FeedPriceOf(key) : oracle.TryGetValue(Source(key), out var price) ? price : null;

    /// <summary>The configured feed's usable price, and no other's.</summary>
    public BigDecimal? FeedPriceOf(AssetKey key) => AnswerOf(key) is Price price ? price.Usd : null;

    /// <summary>The feed's answer, usable or not; null without a feed, or when it could not be read.</summary>
    public PriceAnswer? AnswerOf(AssetKey key) => prices?.Find(Source(key));

    /// <summary>Why the asset's feed could not be read; null when it could, or when there is none.</summary>
    public Failure? FailureOf(AssetKey key) => prices?.Failures.GetValueOrDefault(Source(key));

    public bool HasFeed(AssetKey key) => book.Find(Source(key))?.Feed is not null;

    /// <summary>The asset whose feed, or oracle price, stands for <paramref name="key"/>.</summary>
    public AssetKey Source(AssetKey key) => book.Find(key) is { WrapsNative: true, Feed: null } ? new(key.Chain, null) : key;
}
