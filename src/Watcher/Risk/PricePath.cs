using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>
/// A way for the oracle's answers to move: from now (step 0) one step after another, each leg's price rising or falling all the way, and always
/// within one unit of a straight line. Paths end where prices have changed by a factor of <see cref="Farthest"/>: beyond, rounding alone would decide.
/// </summary>
abstract class PricePath(ImmutableArray<LoanLeg> legs, Predicate<Asset> moves)
{
    /// <summary>Moves beyond a millionth, or a million times, of today's price are not searched.</summary>
    public static readonly BigInteger Farthest = 1_000_000;

    readonly bool[] moving = [.. legs.Select(leg => leg.OraclePrice.Sign > 0 && moves(leg.Asset))];

    public ImmutableArray<LoanLeg> Legs => legs;

    /// <summary>Whether prices fall along the path.</summary>
    public abstract bool Falls { get; }

    /// <summary>The last step; 0 when there is nowhere to go.</summary>
    public abstract BigInteger Steps { get; }

    /// <summary>One price per leg after so many steps.</summary>
    public BigInteger[] At(BigInteger step)
    {
        var prices = new BigInteger[legs.Length];
        for (var i = 0; i < prices.Length; i++) prices[i] = Moves(i) ? Moved(legs[i].OraclePrice, step) : legs[i].OraclePrice;
        return prices;
    }

    public bool Moves(int leg) => moving[leg];

    /// <summary>What a step adds to a price, but for <see cref="Rounding"/>.</summary>
    public abstract double PerStep(double price);

    /// <summary>How far, in units of the oracle, a price may be from the straight line.</summary>
    public abstract double Rounding { get; }

    protected abstract BigInteger Moved(BigInteger price, BigInteger step);
}

/// <summary>One asset's price, by one unit of the oracle at each step.</summary>
sealed class AssetPath(ImmutableArray<LoanLeg> legs, AssetKey asset, BigInteger price, bool falls) : PricePath(legs, other => other.Key == asset)
{
    public override bool Falls { get; } = falls;

    public override BigInteger Steps { get; } = falls ? price - BigInteger.Max(1, price / Farthest) : price * (Farthest - 1);

    public override double PerStep(double price) => Falls ? -1 : 1;

    public override double Rounding => 0;

    protected override BigInteger Moved(BigInteger from, BigInteger step) => Falls ? from - step : from + step;
}

/// <summary>Several assets' prices by one factor, <c>⌊price * factor⌋</c> but at least 1, the factor moving by 10^-12 at each step.</summary>
sealed class FactorPath(ImmutableArray<LoanLeg> legs, Predicate<Asset> moves, bool falls) : PricePath(legs, moves)
{
    public static readonly BigInteger One = PowerOfTen.Of(12);

    public override bool Falls { get; } = falls;

    public override BigInteger Steps { get; } = falls ? One - One / Farthest : One * (Farthest - 1);

    public override double PerStep(double price) => (Falls ? -price : price) / (double)One;

    public override double Rounding => 1;

    protected override BigInteger Moved(BigInteger from, BigInteger step) =>
        BigInteger.Max(1, from * (Falls ? One - step : One + step) / One);
}
