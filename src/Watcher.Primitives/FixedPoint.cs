namespace Watcher.Primitives;

/// <summary>An integer in units of 10^-18 (<c>wad</c>), with the half-up rounding of the DS-Math library.</summary>
public readonly record struct Wad(BigInteger Raw)
{
    public const int Decimals = 18;
    public static readonly BigInteger One = PowerOfTen.Of(Decimals);
    /// <summary>What contracts answer for "infinite": 2^256 - 1.</summary>
    public static readonly BigInteger MaxUint256 = (BigInteger.One << 256) - 1;

    /// <summary>So many bits times 1e18, and half of a divisor more, are less than 128.</summary>
    const int NarrowBits = 67;

    /// <summary><c>(a * 1e18 + b / 2) / b</c>.</summary>
    public static BigInteger DivHalfUp(BigInteger a, BigInteger b) =>
        a.Sign >= 0 && b.Sign > 0 && a.GetBitLength() <= NarrowBits && b.GetBitLength() < 127
            ? ((UInt128)a * (UInt128)One + (UInt128)b / 2) / (UInt128)b
            : (a * One + b / 2) / b;

    public BigDecimal ToDecimal() => new(Raw, Decimals);
}

/// <summary>An integer in units of 10^-27 (<c>ray</c>): indices and yearly rates.</summary>
public readonly record struct Ray(BigInteger Raw)
{
    public const int Decimals = 27;
    public static readonly BigInteger One = PowerOfTen.Of(Decimals);

    /// <summary><c>(a * b + 0.5e27) / 1e27</c>.</summary>
    public static BigInteger MulHalfUp(BigInteger a, BigInteger b) => (a * b + One / 2) / One;

    /// <summary><c>⌊a * b / 1e27⌋</c>.</summary>
    public static BigInteger MulFloor(BigInteger a, BigInteger b) => a * b / One;

    /// <summary><c>⌈a * b / 1e27⌉</c>.</summary>
    public static BigInteger MulCeil(BigInteger a, BigInteger b) => (a * b + One - 1) / One;

    public BigDecimal ToDecimal() => new(Raw, Decimals);
}

/// <summary>An integer in basis points: 1 = 0.01 %, 10,000 = 100 %.</summary>
public readonly record struct Bps(int Raw)
{
    public const int Decimals = 4;
    public const uint Whole = 10_000;
    public static readonly BigInteger One = Whole;

    /// <summary><c>(value * bps + 5000) / 10000</c>, the <c>percentMul</c> of lending contracts.</summary>
    public static BigInteger MulHalfUp(BigInteger value, BigInteger bps) => value.Sign >= 0 && bps.Sign >= 0 && value.GetBitLength() + bps.GetBitLength() < 127
        ? ((UInt128)value * (UInt128)bps + (UInt128)One / 2) / (UInt128)One
        : (value * bps + One / 2) / One;

    public BigDecimal ToDecimal() => new(Raw, Decimals);
}
