using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Watcher.Protocols.UniswapV3;
using Xunit;

namespace Watcher.Tests.UniswapV3;

/// <summary>Expected values: <c>TickMath.getSqrtRatioAtTick</c> of @uniswap/v3-sdk 3.31.5.</summary>
public sealed class TickMathTests
{
    [Theory]
    [InlineData(-887272, "4295128739")]
    [InlineData(-887271, "4295343490")]
    [InlineData(-500000, "1101692437043807371")]
    [InlineData(-196256, "4339580607345667384383042")]
    [InlineData(-1000, "75364347830767020784054125655")]
    [InlineData(-50, "79030349367926598376800521322")]
    [InlineData(-1, "79224201403219477170569942574")]
    [InlineData(0, "79228162514264337593543950336")]
    [InlineData(1, "79232123823359799118286999568")]
    [InlineData(2, "79236085330515764027303304732")]
    [InlineData(50, "79426470787362580746886972461")]
    [InlineData(255, "80244737654238127488718973609")]
    [InlineData(4095, "97229249414171470058378025124")]
    [InlineData(65535, "2098373912401228121358801911593")]
    [InlineData(196257, "1446548906592862476135767266518372")]
    [InlineData(500000, "5697689776495288729098254600827762987878")]
    [InlineData(524288, "19190206568837448476620805525116361302670")]
    [InlineData(887271, "1461373636630004318706518188784493106690254656249")]
    [InlineData(887272, "1461446703485210103287273052203988822378723970342")]
    public void A_tick_has_the_contracts_square_root_price(int tick, string ratio) =>
        Assert.Equal(BigInteger.Parse(ratio, CultureInfo.InvariantCulture), TickMath.SqrtRatioAt(tick));

    /// <summary>SHA-256 over every 97th tick's value as the SDK prints it, a line each.</summary>
    [Fact]
    public void Ticks_over_the_whole_range_agree_with_the_SDK()
    {
        var lines = new StringBuilder();
        for (var tick = -TickMath.MaxTick; tick <= TickMath.MaxTick; tick += 97)
            lines.Append(TickMath.SqrtRatioAt(tick).ToString(CultureInfo.InvariantCulture)).Append('\n');
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(lines.ToString())));
        Assert.Equal("331dbeca0a33887d0154289122e3dcd4ce8c3c28b69ec8569506d7fdbc840332", digest);
    }

    [Fact]
    public void The_ends_are_the_contracts_own()
    {
        Assert.Equal(TickMath.MinSqrtRatio, TickMath.SqrtRatioAt(-TickMath.MaxTick));
        Assert.Equal(TickMath.MaxSqrtRatio, TickMath.SqrtRatioAt(TickMath.MaxTick));
    }

    [Theory, InlineData(887273), InlineData(-887273)]
    public void Beyond_the_ends_there_is_no_tick(int tick) => Assert.Throws<ArgumentOutOfRangeException>(() => TickMath.SqrtRatioAt(tick));
}
