using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>
/// A way for the oracle's answers to move: from now (step 0) one step after another, each leg's price rising or falling all the way, and always
/// within one unit of a straight line. Paths end where prices have changed by a factor of <see cref="Farthest"/>: beyond, rounding alone would decide.
/// </summary>
abstract class PricePath(ImmutableArray<LoanLeg> legs, bool[] moving)
{
    /// <summary>Moves beyond a millionth, or a million times, of today's price are not searched.</summary>
    public static readonly BigInteger Farthest = 1_000_000;

    public ImmutableArray<LoanLeg> Legs => legs;

    /// <summary>Whether prices fall along the path.</summary>
    public abstract bool Falls { get; }

    /// <summary>The last step; 0 when there is nowhere to go.</summary>
    public abstract BigInteger Steps { get; }

    /// <summary>One price per leg after so many steps.</summary>
    public BigInteger[] At(BigInteger step)
    {
        var prices = new BigInteger[legs.Length];
        At(step, prices);
        return prices;
    }

    /// <inheritdoc cref="At(BigInteger)"/>
    public void At(BigInteger step, BigInteger[] prices)
    {
        for (var i = 0; i < prices.Length; i++) prices[i] = moving[i] ? Moved(legs[i].OraclePrice, step) : legs[i].OraclePrice;
    }

    public bool Moves(int leg) => moving[leg];

    /// <summary>What a step adds to a price, but for <see cref="Rounding"/>.</summary>
    public abstract double PerStep(double price);

    /// <summary>How far, in units of the oracle, a price may be from the straight line.</summary>
    public abstract double Rounding { get; }

    protected abstract BigInteger Moved(BigInteger price, BigInteger step);

    /// <summary>Which legs have a price that moves.</summary>
    protected static bool[] Moving<T>(ImmutableArray<LoanLeg> legs, T moved, Func<Asset, T, bool> moves)
    {
        var moving = new bool[legs.Length];
        for (var i = 0; i < moving.Length; i++) moving[i] = legs[i].OraclePrice.Sign > 0 && moves(legs[i].Asset, moved);
        return moving;
    }
}

/// <summary>One asset's price, by one unit of the oracle at each step.</summary>
sealed class AssetPath(ImmutableArray<LoanLeg> legs, AssetKey asset, BigInteger price, bool falls)
    : PricePath(legs, Moving(legs, asset, static (other, moved) => other.Key == moved))
{
    public override bool Falls { get; } = falls;

    public override BigInteger Steps { get; } = falls ? price - BigInteger.Max(1, price / Farthest) : price * (Farthest - 1);

    public override double PerStep(double price) => Falls ? -1 : 1;

    public override double Rounding => 0;

    protected override BigInteger Moved(BigInteger from, BigInteger step) => Falls ? from - step : from + step;
}

/// <summary>Several assets' prices by one factor, <c>⌊price * factor⌋</c> but at least 1, the factor moving by 10^-12 at each step.</summary>
sealed class FactorPath(ImmutableArray<LoanLeg> legs, Predicate<Asset> moves, bool falls)
    : PricePath(legs, Moving(legs, moves, static (asset, moves) => moves(asset)))
{
    public static readonly BigInteger One = PowerOfTen.Of(12);

    public override bool Falls { get; } = falls;

    public override BigInteger Steps { get; } = falls ? One - One / Farthest : One * (Farthest - 1);

    public override double PerStep(double price) => (Falls ? -price : price) / (double)One;

    public override double Rounding => 1;

    protected override BigInteger Moved(BigInteger from, BigInteger step) =>
        BigInteger.Max(1, from * (Falls ? One - step : One + step) / One);
}
