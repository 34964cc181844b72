using Watcher.Devnet.Tokens;

namespace Watcher.Devnet.AaveV3;

/// <summary>How an asset is listed. Shares are basis points; the bonus includes the repaid 100 %.</summary>
/// <param name="Token">The asset.</param>
/// <param name="Ltv">How much may be borrowed against it.</param>
/// <param name="Threshold">Its liquidation threshold.</param>
/// <param name="Bonus">What a liquidator gets of it for what is repaid.</param>
/// <param name="EthCorrelated">In the e-mode category of ETH and its derivatives.</param>
/// <param name="DebtCeiling">Not zero for an isolated asset: the debt it may carry, USD with two decimals.</param>
sealed record ReserveKind(TokenKind Token, int Ltv, int Threshold, int Bonus, bool EthCorrelated = false, int DebtCeiling = 0)
{
    public const int CorrelatedCategory = 1;

    public static readonly ReserveKind[] All =
    [
        new(TokenKind.Weth, 8_000, 8_250, 10_500, EthCorrelated: true),
        new(TokenKind.Usdc, 7_700, 8_000, 10_450),
        new(TokenKind.Dai, 7_500, 8_000, 10_400),
        new(TokenKind.Wbtc, 7_000, 7_500, 10_650),
        new(TokenKind.WstEth, 7_850, 8_100, 10_600, EthCorrelated: true),
        new(TokenKind.Link, 5_000, 6_500, 10_750, DebtCeiling: 100_000_000),
    ];

    public bool IsStable => Token.Group == "usd";
}
