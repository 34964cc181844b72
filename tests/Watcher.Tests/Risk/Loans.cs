using System.Collections.Immutable;
using Watcher.Positions;

namespace Watcher.Tests.Risk;

/// <summary>Loans written out for tests: amounts of whole units, prices in USD at 8 decimals.</summary>
static class Loans
{
    public const string Chain = "test";

    public static readonly Asset Eth = Token("WETH", 1, 18), Steth = Token("wstETH", 2, 18), Btc = Token("WBTC", 3, 8), Usdc = Token("USDC", 4, 6), Dai = Token("DAI", 5, 18);

    public static readonly AssetBook Book = new([Known(Eth, "eth"), Known(Steth, "eth"), Known(Btc, null), Known(Usdc, "usd"), Known(Dai, "usd")]);

    public static Asset Token(string symbol, byte number, int? decimals) => new(Chain, AddressOf(number), symbol, decimals);

    public static Address AddressOf(byte number) => new([.. new byte[19], number]);

    public static KnownAsset Known(Asset asset, string? group, bool feed = false) =>
        new(asset, group, feed ? new(AddressOf(200), TimeSpan.FromHours(25)) : null, false);

    public static LoanLeg Collateral(Asset asset, string amount, string price, string threshold, string rate = "0") =>
        Leg(LegRole.Collateral, asset, amount, price, BigDecimal.Parse(threshold), rate);

    public static LoanLeg Debt(Asset asset, string amount, string price, string rate = "0") => Leg(LegRole.Debt, asset, amount, price, null, rate);

    public static LoanLeg Supplied(Asset asset, string amount, string price) => Leg(LegRole.Supplied, asset, amount, price, null, "0");

    /// <summary>The loan, with the contract's answers as the rule gives them.</summary>
    public static LendingPosition Of(SolvencyRule rule, params ImmutableArray<LoanLeg> legs)
    {
        var solvency = rule.Evaluate(legs);
        return new("test/lender/main/0x0", "lender", "main", legs)
        {
            OracleDecimals = 8,
            Rule = rule,
            CollateralBase = solvency.Collateral,
            DebtBase = solvency.Debt,
            HealthFactor = solvency.HealthFactor ?? new Wad(Wad.MaxUint256),
            LiquidationThreshold = solvency.LiquidationThreshold,
        };
    }

    static LoanLeg Leg(LegRole role, Asset asset, string amount, string price, BigDecimal? threshold, string rate) =>
        new(role, asset, Integer(amount, asset.Decimals!.Value), Integer(price, 8), threshold, new Ray(Integer(rate, Ray.Decimals)));

    static BigInteger Integer(string text, int decimals) => (BigDecimal.Parse(text) * BigInteger.Pow(10, decimals)).Normalised().Unscaled;
}
