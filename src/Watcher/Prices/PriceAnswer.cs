using System.Collections.Immutable;

namespace Watcher.Prices;

/// <summary>A source's answer for one asset at one block: a price, or why there is none. (A source that could not be read is neither: that is UNKNOWN.)</summary>
public abstract record PriceAnswer(string Source);

/// <summary>USD per whole unit, <c>Raw * 10^-Decimals</c>.</summary>
public sealed record Price(string Source, BigInteger Raw, int Decimals, DateTimeOffset UpdatedAt) : PriceAnswer(Source)
{
    public BigDecimal Usd => new(Raw, Decimals);
}

/// <summary>Zero, negative, unfinished or stale: no price, and the reason for people.</summary>
/// <param name="UpdatedAt">When the feed last moved, where it says so.</param>
public sealed record NoPrice(string Source, string Why, DateTimeOffset? UpdatedAt) : PriceAnswer(Source);

/// <summary>
/// Market prices of one block: the configured feed's answer per asset. An asset has one market price per report: its feed's; where none is
/// configured, a protocol's oracle that priced it at this block.
/// </summary>
/// <param name="Failures">Feeds that could not be read: everything that needs them is UNKNOWN.</param>
public sealed record MarketPrices(BlockRef Block, ImmutableDictionary<AssetKey, PriceAnswer> Answers, ImmutableDictionary<AssetKey, Failure> Failures)
{
    public PriceAnswer? Find(AssetKey key) => Answers.GetValueOrDefault(key);
}
