using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Devnet.Node;
using Watcher.Positions;
using Watcher.Protocols.UniswapV3;

namespace Watcher.EndToEnd.UniswapV3;

/// <summary>A position as Uniswap's own v3-sdk computes it from the same facts.</summary>
/// <param name="Price">Of token 0 in token 1, whole units; <paramref name="Low"/> and <paramref name="High"/> at the ends of the range.</param>
sealed record SdkPosition(BigInteger Amount0, BigInteger Amount1, BigDecimal Price, BigDecimal Low, BigDecimal High)
{
    const string Script = """
        const { Pool, Position, TickMath, tickToPrice } = require('@uniswap/v3-sdk');
        const { Token } = require('@uniswap/sdk-core');
        const JSBI = require('jsbi');
        const compute = (p) => {
          const tokens = [p.decimals0, p.decimals1].map((d, i) => new Token(1, '0x' + String(i + 1).padStart(40, '0'), d));
          const pool = new Pool(tokens[0], tokens[1], 500, p.sqrtPrice, '0', TickMath.getTickAtSqrtRatio(JSBI.BigInt(p.sqrtPrice)));
          const position = new Position({ pool, liquidity: p.liquidity, tickLower: p.lower, tickUpper: p.upper });
          const [price, low, high] = [pool.token0Price, tickToPrice(...tokens, p.lower), tickToPrice(...tokens, p.upper)].map((x) => x.toSignificant(30));
          return { amount0: position.amount0.quotient.toString(), amount1: position.amount1.quotient.toString(), price, low, high };
        };
        console.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0, 'utf8')).map(compute)));
        """;

    public static async Task<IReadOnlyList<SdkPosition>> All(IEnumerable<LiquidityPosition> positions)
    {
        var packages = await ContractPackages.Install(CancellationToken.None);
        var facts = new JsonArray([.. positions.Select(Facts)]);
        var answers = JsonNode.Parse(await Npm.Script("-e", [Script], packages.Sources, facts.ToJsonString(), CancellationToken.None))!;
        return [.. answers.AsArray().Select(answer => new SdkPosition(
            Number(answer!["amount0"]).Unscaled, Number(answer["amount1"]).Unscaled, Number(answer["price"]), Number(answer["low"]), Number(answer["high"])))];
    }

    static JsonObject Facts(LiquidityPosition position)
    {
        var curve = (ConcentratedCurve)position.Curve;
        return new()
        {
            ["decimals0"] = position.Legs[0].Asset.Decimals,
            ["decimals1"] = position.Legs[1].Asset.Decimals,
            ["sqrtPrice"] = Text(curve.SqrtPrice),
            ["liquidity"] = Text(curve.Liquidity),
            ["lower"] = position.Range!.Lower,
            ["upper"] = position.Range.Upper,
        };
    }

    static string Text(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    static BigDecimal Number(JsonNode? number) => BigDecimal.Parse((string)number!);
}
