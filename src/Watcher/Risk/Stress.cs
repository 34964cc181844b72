using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>
/// What positions would be if prices moved and interest ran. Prices of other assets stay. Native and wrapped move together; an asset with a shock
/// of its own takes that, not its group's, and its group's, not the market's.
/// </summary>
public sealed class Stress(ImmutableArray<Shock> shocks, BigDecimal days)
{
    /// <summary>The feed's and a protocol's oracle alike: <c>⌊price * (1 + change)⌋</c>, but at least 1, for an oracle never answers 0.</summary>
    public BigInteger Price(AssetKey asset, BigInteger price)
    {
        if (price.Sign <= 0 || ChangeOf(asset) is not { } change) return price;
        var shocked = price * (BigDecimal.One + change);
        return BigInteger.Max(1, shocked.Unscaled / PowerOfTen.Of(shocked.Scale));
    }

    public MarketPrices Prices(MarketPrices prices) => prices with
    {
        Answers = prices.Answers.ToImmutableDictionary(answer => answer.Key,
            answer => answer.Value is Price price ? price with { Raw = Price(answer.Key, price.Raw) } : answer.Value),
    };

    /// <summary>The position as it would be. Pools are moved along their curve before interest or prices matter to anything else.</summary>
    /// <param name="position">As read.</param>
    /// <param name="shocked">The market after the shocks.</param>
    public Position Apply(Position position, MarketView shocked) => position switch
    {
        LendingPosition loan => Loan(loan),
        LiquidityPosition pool => Pool(pool, shocked),
        _ => position,
    };

    /// <summary>The loan at the shocked oracle; its totals and health factor as the protocol's own rule gives them.</summary>
    public LendingPosition Loan(LendingPosition loan)
    {
        var grown = InterestHorizon.Grown(loan.Legs, days.ToDouble() / 365);
        ImmutableArray<LoanLeg> legs = [.. grown.Select(leg => leg with { OraclePrice = Price(leg.Asset.Key, leg.OraclePrice) })];
        var solvency = loan.Rule.Evaluate(legs);
        return loan with
        {
            Legs = legs,
            CollateralBase = solvency.Collateral,
            DebtBase = solvency.Debt,
            HealthFactor = solvency.HealthFactor ?? new Wad(Wad.MaxUint256),
            LiquidationThreshold = solvency.LiquidationThreshold,
            Disagreement = null,
        };
    }

    /// <summary>
    /// Traders bring a pool whose tokens are shocked to the market's price, along its own curve; fees earned stay, none are added. Where a
    /// token has no market price the pool's own price moves by the shocks.
    /// </summary>
    public LiquidityPosition Pool(LiquidityPosition pool, MarketView shocked)
    {
        var tokens = pool.Legs.Where(leg => leg.Role == LegRole.Token).Select(leg => leg.Asset).ToImmutableArray();
        if (tokens.All(token => ChangeOf(token.Key) is null)) return pool;
        ImmutableArray<BigDecimal> spot = [.. pool.Curve.Spot.Select((price, i) => Spot(price, tokens[0], tokens[i + 1], shocked))];
        var amounts = pool.Curve.AmountsAt(spot);
        var curve = pool.Curve.MoveTo(spot);
        var moved = pool.Legs.ToBuilder();
        for (var (leg, token) = (0, 0); leg < moved.Count; leg++)
            if (moved[leg].Role == LegRole.Token) moved[leg] = moved[leg] with { Raw = amounts[token++] };
        return pool with { Legs = moved.ToImmutable(), Curve = curve, Range = pool.Range is { } range ? Moved(range, curve) : null };
    }

    BigDecimal Spot(BigDecimal spot, Asset token0, Asset token, MarketView shocked) =>
        UnitPrice(token0, shocked) is { } price0 && UnitPrice(token, shocked) is { } price
            ? price0.Divide(price, SpotDigits)
            : (spot * Factor(token0.Key)).Divide(Factor(token.Key), SpotDigits);

    static BigDecimal? UnitPrice(Asset asset, MarketView shocked) =>
        asset.Decimals is not null && shocked.PriceOf(asset.Key) is { Sign: > 0 } price ? price : null;

    /// <summary>Enough for a pool's price to keep all its digits.</summary>
    const int SpotDigits = 60;

    /// <summary>The tick of the moved price. Ticks are powers of 1.0001, counted here from the range's lower end.</summary>
    static ConcentratedRange Moved(ConcentratedRange range, PoolCurve curve)
    {
        if (curve.Range is not { } ends) return range;
        var price = curve.Spot[0];
        var ticks = (int)Math.Floor(Math.Log((price / ends.Low).ToDouble()) / Math.Log(1.0001));
        var width = range.Upper - range.Lower;
        var inside = price < ends.Low ? Math.Min(ticks, -1) : price >= ends.High ? Math.Max(ticks, width) : Math.Clamp(ticks, 0, width - 1);
        return range with { Tick = range.Lower + inside };
    }

    BigDecimal Factor(AssetKey asset) => BigDecimal.One + (ChangeOf(asset) ?? BigDecimal.Zero);

    BigDecimal? ChangeOf(AssetKey asset) =>
        (shocks.FirstOrDefault(shock => shock.Asset is { IsGroup: false, IsMarket: false } && shock.Asset.SelectsUnit(asset))
        ?? shocks.FirstOrDefault(shock => shock.Asset.IsGroup && shock.Asset.SelectsUnit(asset))
        ?? shocks.FirstOrDefault(shock => shock.Asset.IsMarket && shock.Asset.Selects(asset)))?.Change;
}
