using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>How far a pool, or a position in one, is from balance.</summary>
public static class PoolBalance
{
    /// <summary>
    /// <c>max over i of (share_i - target_i) / (1 - target_i)</c> of the value shares: 0 when every share is its target, 1 when everything is in
    /// one token.
    /// </summary>
    /// <remarks>Worked example: 3,000 and 1,000 USD with targets one half each: shares 0.75 and 0.25, (0.75 - 0.5)/(1 - 0.5) = 0.5.</remarks>
    /// <param name="values">USD of each token, in the order of the targets.</param>
    /// <param name="targets">They sum to 1, each less than 1.</param>
    /// <returns>Null when a value is not known, or all are zero.</returns>
    public static BigDecimal? Imbalance(ImmutableArray<BigDecimal?> values, ImmutableArray<BigDecimal> targets)
    {
        if (values.Length != targets.Length || values.Any(value => value is null)) return null;
        var total = values.Aggregate(BigDecimal.Zero, (sum, value) => sum + value!.Value);
        if (total.IsZero) return null;
        // (v/total - t)/(1 - t) as one quotient, so that it rounds once.
        return values.Zip(targets, (value, target) => (value!.Value - target * total).Divide(total * (BigDecimal.One - target), Ratios.Digits)).Max();
    }

    /// <summary>
    /// The pool's price of token 0 in token i over the market's, minus 1; of several coins the one furthest from 0. The market's is
    /// <c>price_0 / price_i</c>.
    /// </summary>
    /// <remarks>Worked example: the pool gives 2,100 USDC for 1 ETH, the market prices are 2,000 and 1 USD: 2,100 * 1/2,000 - 1 = 0.05.</remarks>
    /// <param name="spot">The pool's price of token 0 in each other token.</param>
    /// <param name="prices">USD of every token; token 0 first.</param>
    /// <returns>Null when a price is not known.</returns>
    public static BigDecimal? SpotDeviation(ImmutableArray<BigDecimal> spot, ImmutableArray<BigDecimal?> prices)
    {
        if (prices.Length != spot.Length + 1 || prices.Any(price => price is not { Sign: > 0 })) return null;
        return spot.Select((price, i) => (price * prices[i + 1]!.Value - prices[0]!.Value).Divide(prices[0]!.Value, Ratios.Digits)).MaxBy(deviation => deviation.Abs());
    }
}
