using System.Collections.Immutable;
using Watcher.Evm;

namespace Watcher.Protocols.AaveV3;

/// <summary>Makes the position from what was read; pure.</summary>
static class Loan
{
    /// <summary>Null where the account neither has nor owes anything in the market.</summary>
    public static LendingPosition? Of(Market market, Address wallet, Account account, ImmutableArray<Holding> holdings, EMode emode, BigInteger unit,
        ImmutableArray<Address> receipts)
    {
        var legs = holdings.Where(holding => holding.Balances.Any).SelectMany(holding => Legs(holding, account, emode)).ToImmutableArray();
        if (legs.IsEmpty) return null;
        return new(market.PositionId(wallet), AaveV3Protocol.Kind.Name, market.Name, legs)
        {
            OracleDecimals = OracleCurrency.Decimals(unit),
            Rule = account.Pool.Rule,
            CollateralBase = account.Data.Collateral,
            DebtBase = account.Data.Debt,
            HealthFactor = new(account.Data.HealthFactor),
            LiquidationThreshold = new(account.Data.LiquidationThreshold, Bps.Decimals),
            Receipts = receipts,
            Disagreement = Breakdown.Disagreement(account.Pool.Rule, legs, account.Data),
        };
    }

    /// <summary>The tokens that stand for supplies and debts.</summary>
    public static ImmutableArray<Address> Receipts(ImmutableArray<Holding> holdings) => [.. holdings.SelectMany(holding => holding.Reserve.Identity.Tokens)];

    static IEnumerable<LoanLeg> Legs(Holding holding, Account account, EMode emode)
    {
        var (asset, reserve, balances) = (holding.Asset, holding.Reserve, holding.Balances);
        var price = PriceOf(holding, emode);
        var counts = CountsAsCollateral(reserve, account);
        if (!balances.Supplied.IsZero)
            yield return new(counts ? LegRole.Collateral : LegRole.Supplied, asset, balances.Supplied, price,
                counts ? new BigDecimal(emode.ThresholdOf(reserve), Bps.Decimals) : null, reserve.SupplyRate)
            {
                Accrual = Accrual(holding.Listing.Indices.Supply, account.Pool.SupplyRounding),
            };
        if (!balances.VariableDebt.IsZero)
            yield return new(LegRole.Debt, asset, balances.VariableDebt, price, null, reserve.BorrowRate)
            {
                Accrual = Accrual(holding.Listing.Indices.Debt, account.Pool.DebtRounding),
            };
        if (!balances.StableDebt.IsZero)
            yield return new(LegRole.Debt, asset, balances.StableDebt, price, null, balances.StableRate);
    }

    static Accrual? Accrual(Outcome<BigInteger> index, AccrualRounding rounding) => index.Ok ? new(index.Value, rounding) : null;

    static bool CountsAsCollateral(Reserve reserve, Account account) => account.Configuration.UsesAsCollateral(reserve.Id)
        && (reserve.Configuration.LiquidationThreshold != 0 || !account.Pool.CollateralNeedsOwnThreshold);

    static BigInteger PriceOf(Holding holding, EMode emode)
    {
        if (emode.Price is { } common && emode.Contains(holding.Reserve)) return common;
        return holding.Listing.Price is { Ok: true, Value: var price } ? price : throw new ReadFailedException(holding.Listing.Price.Failure!);
    }
}
