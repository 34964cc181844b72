using System.Globalization;

namespace Watcher.Primitives;

/// <summary>
/// An exact decimal number <c>Unscaled * 10^-Scale</c>. Addition and multiplication never round; only <see cref="Divide"/> does, to the
/// significant digits asked for. Prints without exponent and without trailing zeros, as money leaves the program.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(BigDecimalJson))]
public readonly struct BigDecimal : IEquatable<BigDecimal>, IComparable<BigDecimal>
{
    /// <summary>Significant digits of a quotient that is not exact.</summary>
    public const int QuotientDigits = 30;

    /// <summary>Of integers up to 2^53 and powers of ten up to 10^22 a double loses nothing, so that their quotient is rounded once.</summary>
    static readonly BigInteger LargestExact = BigInteger.One << 53;
    static readonly double[] ExactPowers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Ten more than a double has: with one bit more or less a quotient of so many fits 64.</summary>
    const int QuotientBits = 63;

    public BigInteger Unscaled { get; }
    public int Scale { get; }

    /// <param name="unscaled">The digits.</param>
    /// <param name="scale">How many of them stand behind the point; not negative.</param>
    public BigDecimal(BigInteger unscaled, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        Unscaled = unscaled;
        Scale = scale;
    }

    public static BigDecimal Zero => default;
    public static BigDecimal One => new(BigInteger.One, 0);
    public int Sign => Unscaled.Sign;
    public bool IsZero => Unscaled.IsZero;

    public static implicit operator BigDecimal(int value) => new(value, 0);
    public static implicit operator BigDecimal(BigInteger value) => new(value, 0);

    /// <summary>The exact value of a <see cref="decimal"/>.</summary>
    public static BigDecimal From(decimal value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A double rounded to 15 significant digits; for risk statistics only, never for amounts.</summary>
    public static BigDecimal From(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), "not finite");
        if (value == 0) return Zero;
        var parts = value.ToString("E14", CultureInfo.InvariantCulture).Split('E');
        var digits = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var exponent = int.Parse(parts[1], CultureInfo.InvariantCulture) - 14;
        return exponent >= 0 ? new(digits * PowerOfTen.Of(exponent), 0) : new BigDecimal(digits, -exponent).Normalised();
    }

    /// <summary>The shortest decimal that reads back as this very double.</summary>
    public static BigDecimal Shortest(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), "not finite");
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var digits = Parse(parts[0]);
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return exponent < 0 ? new(digits.Unscaled, digits.Scale - exponent) : digits * PowerOfTen.Of(exponent);
    }

    public static BigDecimal operator +(BigDecimal a, BigDecimal b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return new(a.AtScale(scale) + b.AtScale(scale), scale);
    }

    public static BigDecimal operator -(BigDecimal a, BigDecimal b) => a + -b;
    public static BigDecimal operator -(BigDecimal a) => new(-a.Unscaled, a.Scale);
    public static BigDecimal operator *(BigDecimal a, BigDecimal b) => new(a.Unscaled * b.Unscaled, a.Scale + b.Scale);

    /// <summary>Division to <see cref="QuotientDigits"/> significant digits, half away from zero; exact quotients come out exact.</summary>
    /// <exception cref="DivideByZeroException"/>
    public static BigDecimal operator /(BigDecimal a, BigDecimal b) => a.Divide(b, QuotientDigits);

    /// <inheritdoc cref="op_Division"/>
    public BigDecimal Divide(BigDecimal divisor, int digits)
    {
        if (divisor.IsZero) throw new DivideByZeroException();
        if (IsZero) return Zero;
        var shift = Math.Max(0, digits + 1 + PowerOfTen.Digits(divisor.Unscaled) - PowerOfTen.Digits(Unscaled));
        var scale = Scale + shift - divisor.Scale;
        if (scale < 1)
        {
            shift += 1 - scale;
            scale = 1;
        }
        // Cut, not rounded, so that it is rounded only once: the result then does not depend on how its operands are scaled.
        var quotient = FullMath.MulDiv(BigInteger.Abs(Unscaled), PowerOfTen.Of(shift), BigInteger.Abs(divisor.Unscaled));
        return new BigDecimal(Sign == divisor.Sign ? quotient : -quotient, scale).RoundToDigits(digits);
    }

    /// <summary>Rounded half away from zero to so many significant digits (digits before the point are never lost to an exponent).</summary>
    public BigDecimal RoundToDigits(int digits)
    {
        var surplus = Math.Min(PowerOfTen.Digits(Unscaled) - digits, Scale);
        if (surplus <= 0) return Normalised();
        var rounded = FullMath.DivHalfUp(BigInteger.Abs(Unscaled), PowerOfTen.Of(surplus));
        return new BigDecimal(Sign < 0 ? -rounded : rounded, Scale - surplus).Normalised();
    }

    public BigDecimal Abs() => new(BigInteger.Abs(Unscaled), Scale);

    /// <summary>The nearest double; for statistics and comparisons of magnitude only.</summary>
    public double ToDouble()
    {
        var magnitude = BigInteger.Abs(Unscaled);
        if (Scale < ExactPowers.Length && magnitude <= LargestExact) return (double)Unscaled / ExactPowers[Scale];
        var power = PowerOfTen.Of(Scale);
        var shift = QuotientBits - (int)(magnitude.GetBitLength() - power.GetBitLength());
        var quotient = (ulong)BigInteger.DivRem(magnitude << Math.Max(shift, 0), power << Math.Max(-shift, 0), out var rest);
        // Between two doubles, whatever was cut off decides.
        return Sign * Math.ScaleB(rest.IsZero ? quotient : quotient | 1, -shift);
    }

    /// <summary>The same value without trailing zeros behind the point.</summary>
    public BigDecimal Normalised()
    {
        if (IsZero) return Zero;
        var zeros = FullMath.TrailingZeros(BigInteger.Abs(Unscaled), Scale);
        return zeros == 0 ? this : new(Unscaled / PowerOfTen.Of(zeros), Scale - zeros);
    }

    public static BigDecimal Min(BigDecimal a, BigDecimal b) => a <= b ? a : b;
    public static BigDecimal Max(BigDecimal a, BigDecimal b) => a >= b ? a : b;

    /// <exception cref="FormatException">Not a plain decimal number.</exception>
    public static BigDecimal Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not a decimal number");

    public static bool TryParse(string? text, out BigDecimal value)
    {
        value = default;
        if (string.IsNullOrEmpty(text)) return false;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text.Remove(point, 1);
        if (point == text.Length - 1 || digits.AsSpan().TrimStart("+-").ContainsAnyExceptInRange('0', '9')) return false;
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unscaled)) return false;
        value = new(unscaled, point < 0 ? 0 : text.Length - point - 1);
        return true;
    }

    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        var sign = Unscaled.Sign < 0 ? "-" : "";
        var fraction = digits.AsSpan(digits.Length - Scale).TrimEnd('0');
        return fraction.IsEmpty ? $"{sign}{digits.AsSpan(0, digits.Length - Scale)}" : $"{sign}{digits.AsSpan(0, digits.Length - Scale)}.{fraction}";
    }

    public int CompareTo(BigDecimal other)
    {
        if (Scale == other.Scale || Sign != other.Sign) return Unscaled.CompareTo(other.Unscaled);
        var scale = Math.Max(Scale, other.Scale);
        var (power, otherPower) = (PowerOfTen.Of(scale - Scale), PowerOfTen.Of(scale - other.Scale));
        return Sign * FullMath.CompareProducts(BigInteger.Abs(Unscaled), power, BigInteger.Abs(other.Unscaled), otherPower);
    }

    public bool Equals(BigDecimal other) => CompareTo(other) == 0;
    public override bool Equals(object? obj) => obj is BigDecimal other && Equals(other);
    public override int GetHashCode() => Normalised() is var n ? HashCode.Combine(n.Unscaled, n.Scale) : 0;
    public static bool operator ==(BigDecimal a, BigDecimal b) => a.Equals(b);
    public static bool operator !=(BigDecimal a, BigDecimal b) => !a.Equals(b);
    public static bool operator <(BigDecimal a, BigDecimal b) => a.CompareTo(b) < 0;
    public static bool operator >(BigDecimal a, BigDecimal b) => a.CompareTo(b) > 0;
    public static bool operator <=(BigDecimal a, BigDecimal b) => a.CompareTo(b) <= 0;
    public static bool operator >=(BigDecimal a, BigDecimal b) => a.CompareTo(b) >= 0;

    BigInteger AtScale(int scale) => scale == Scale ? Unscaled : Unscaled * PowerOfTen.Of(scale - Scale);
}
