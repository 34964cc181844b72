using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>
/// A way for the oracle's answers to move: from now (step 0) one step after another, each leg's price rising or falling all the way, and always
/// within one unit of a straight line. Paths end where prices have changed by a factor of <see cref="Farthest"/>: beyond, rounding alone would decide.
/// </summary>
/// <param name="legs">The legs that may decide.</param>
/// <param name="moving">Which of them have a price that moves.</param>
/// <param name="falls">Whether prices fall along the path.</param>
abstract class PricePath(ImmutableArray<LoanLeg> legs, bool[] moving, bool falls)
{
    /// <summary>Moves beyond a millionth, or a million times, of today's price are not searched.</summary>
    public static readonly BigInteger Farthest = 1_000_000;

    public ImmutableArray<LoanLeg> Legs => legs;

    /// <summary>Whether prices fall along the path.</summary>
    public bool Falls => falls;

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
        var move = Move(step);
        for (var i = 0; i < prices.Length; i++) prices[i] = moving[i] ? Moved(legs[i].OraclePrice, move) : legs[i].OraclePrice;
    }

    public bool Moves(int leg) => moving[leg];

    /// <summary>What a step adds to a price, but for <see cref="Rounding"/>.</summary>
    public abstract double PerStep(double price);

    /// <summary>How far, in units of the oracle, a price may be from the straight line.</summary>
    public abstract double Rounding { get; }

    /// <summary>What all prices that move have in common after so many steps.</summary>
    protected abstract BigInteger Move(BigInteger step);

    protected abstract BigInteger Moved(BigInteger price, BigInteger move);
}

/// <summary>One asset's price, by one unit of the oracle at each step.</summary>
sealed class AssetPath(ImmutableArray<LoanLeg> legs, bool[] moving, BigInteger price, bool falls) : PricePath(legs, moving, falls)
{
    public override BigInteger Steps { get; } = falls ? price - BigInteger.Max(1, price / Farthest) : price * (Farthest - 1);

    public override double PerStep(double price) => Falls ? -1 : 1;

    public override double Rounding => 0;

    protected override BigInteger Move(BigInteger step) => Falls ? -step : step;

    protected override BigInteger Moved(BigInteger price, BigInteger move) => price + move;
}

/// <summary>Several assets' prices by one factor, <c>⌊price * factor⌋</c> but at least 1, the factor moving by 10^-12 at each step.</summary>
sealed class FactorPath(ImmutableArray<LoanLeg> legs, bool[] moving, bool falls) : PricePath(legs, moving, falls)
{
    public static readonly BigInteger One = PowerOfTen.Of(12);

    static readonly BigInteger DownTo = One - One / Farthest, UpTo = One * (Farthest - 1);

    public override BigInteger Steps => Falls ? DownTo : UpTo;

    public override double PerStep(double price) => (Falls ? -price : price) / (double)One;

    public override double Rounding => 1;

    /// <summary>The factor.</summary>
    protected override BigInteger Move(BigInteger step) => Falls ? One - step : One + step;

    protected override BigInteger Moved(BigInteger price, BigInteger move) => BigInteger.Max(1, FullMath.MulDiv(price, move, One));
}
