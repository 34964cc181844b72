using Watcher.Risk;
using Watcher.Rules;

namespace Watcher.Reports;

/// <summary>The metrics of scope chain: prices, on the clock of the block.</summary>
static class ChainMetrics
{
    public static MetricValue Of(string chain, MarketView market, AssetSelector asset, string metric)
    {
        var keys = asset.Keys.Where(key => key.Chain == chain).ToList();
        if (keys.Count != 1) return MetricValue.NotApplicable;
        if (market.Block is not { } block || market.FailureOf(keys[0]) is not null) return MetricValue.Unknown;
        return metric switch
        {
            "price" => market.PriceOf(keys[0]) is { } price ? MetricValue.Of(price) : MetricValue.NotApplicable,
            "priceAge" => Age(market.AnswerOf(keys[0]), block),
            _ => MetricValue.NotApplicable,
        };
    }

    /// <summary>Seconds; infinite for a feed that never answered; not applicable without a feed.</summary>
    static MetricValue Age(PriceAnswer? answer, BlockRef block) => answer switch
    {
        Price price => Seconds(block.Timestamp - price.UpdatedAt),
        NoPrice { UpdatedAt: { } moved } => Seconds(block.Timestamp - moved),
        NoPrice => MetricValue.Infinite,
        _ => MetricValue.NotApplicable,
    };

    static MetricValue Seconds(TimeSpan age) => MetricValue.Of(new BigDecimal(age.Ticks, 7).Normalised());
}
