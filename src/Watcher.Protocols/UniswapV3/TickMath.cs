using System.Collections.Immutable;
using System.Globalization;

namespace Watcher.Protocols.UniswapV3;

/// <summary><c>TickMath.getSqrtRatioAtTick</c> of Uniswap v3-core, to the last bit: <c>√(1.0001^tick) * 2^96</c>.</summary>
static class TickMath
{
    /// <summary>The ticks reach from <c>-MaxTick</c> to <c>MaxTick</c>.</summary>
    public const int MaxTick = 887_272;

    /// <summary>A pool's square-root price is at least this, and below <see cref="MaxSqrtRatio"/>.</summary>
    public static readonly BigInteger MinSqrtRatio = 4_295_128_739;
    public static readonly BigInteger MaxSqrtRatio = BigInteger.Parse("1461446703485210103287273052203988822378723970342", CultureInfo.InvariantCulture);

    /// <summary>The contract's constants: 2^128 over <c>√(1.0001^(2^i))</c>, one for each binary digit of the tick.</summary>
    static readonly ImmutableArray<UInt128> Factors =
    [
        new(0xfffcb933bd6fad37, 0xaa2d162d1a594001), new(0xfff97272373d4132, 0x59a46990580e213a),
        new(0xfff2e50f5f656932, 0xef12357cf3c7fdcc), new(0xffe5caca7e10e4e6, 0x1c3624eaa0941cd0),
        new(0xffcb9843d60f6159, 0xc9db58835c926644), new(0xff973b41fa98c081, 0x472e6896dfb254c0),
        new(0xff2ea16466c96a38, 0x43ec78b326b52861), new(0xfe5dee046a99a2a8, 0x11c461f1969c3053),
        new(0xfcbe86c7900a88ae, 0xdcffc83b479aa3a4), new(0xf987a7253ac41317, 0x6f2b074cf7815e54),
        new(0xf3392b0822b70005, 0x940c7a398e4b70f3), new(0xe7159475a2c29b74, 0x43b29c7fa6e889d9),
        new(0xd097f3bdfd2022b8, 0x845ad8f792aa5825), new(0xa9f746462d870fdf, 0x8a65dc1f90e061e5),
        new(0x70d869a156d2a1b8, 0x90bb3df62baf32f7), new(0x31be135f97d08fd9, 0x81231505542fcfa6),
        new(0x09aa508b5b7a84e1, 0xc677de54f3e99bc9), new(0x005d6af8dedb8119, 0x6699c329225ee604),
        new(0x00002216e584f5fa, 0x1ea926041bedfe98), new(0x00000000048a1703, 0x91f7dc42444e8fa2),
    ];

    /// <exception cref="ArgumentOutOfRangeException">No tick: beyond <see cref="MaxTick"/>.</exception>
    public static BigInteger SqrtRatioAt(int tick)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(tick), MaxTick);
        var ratio = BigInteger.One << 128;
        for (var (digits, i) = (Math.Abs(tick), 0); digits > 0; digits >>= 1, i++)
            if ((digits & 1) == 1) ratio = ratio * Factors[i] >> 128;
        if (tick > 0) ratio = Wad.MaxUint256 / ratio;
        return (ratio + uint.MaxValue) >> 32;
    }
}
