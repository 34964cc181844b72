using System.Collections.Immutable;

namespace Watcher.Store;

/// <summary>
/// Takes positions apart into what is their own and what is everybody's. <see cref="PositionJoin"/> puts them together again, the same to the
/// last digit: whatever does not follow from the shared facts stays with the position.
/// </summary>
sealed class PositionSplit(SharedFacts shared, Func<Asset, long> assets, Func<ImmutableArray<Address>, long> receipts)
{
    public OwnPosition Of(Position position)
    {
        var own = position switch
        {
            WalletPosition wallet => new(OwnPosition.Wallet, wallet.Id, wallet.Protocol, wallet.Name, [.. wallet.Legs.Select(Plain)]),
            LendingPosition loan => Lending(loan),
            LiquidityPosition liquidity => Liquidity(liquidity),
            _ => throw new ArgumentException($"{position.GetType().Name} is not a kind of position that can be stored", nameof(position)),
        };
        return position.Receipts.IsEmpty ? own : own with { Receipts = receipts(position.Receipts) };
    }

    OwnLeg Plain(Leg leg) => new(leg.Role, assets(leg.Asset)) { Raw = leg.Raw };

    OwnPosition Lending(LendingPosition loan) => new(OwnPosition.Lending, loan.Id, loan.Protocol, loan.Name, [.. loan.Legs.Select(Leg)])
    {
        OracleDecimals = loan.OracleDecimals,
        OracleUnitUsd = loan.OracleUnitUsd == BigDecimal.One ? null : loan.OracleUnitUsd,
        Rule = loan.Rule,
        Answers = LoanAnswers.Of(loan) is var answers && answers == LoanAnswers.ByRule(loan.Rule, loan.Legs) ? null : answers,
        Disagreement = loan.Disagreement,
    };

    OwnLeg Leg(LoanLeg leg)
    {
        var asset = assets(leg.Asset);
        var reserve = shared.Reserve(asset);
        var own = leg.Accrual is { } accrual ? Growing(leg, asset, accrual, reserve) : new(leg.Role, asset) { Raw = leg.Raw, RatePerYear = leg.RatePerYear.Raw };
        return own with
        {
            OraclePrice = ReserveFacts.Shares(ref reserve.Price, leg.OraclePrice) ? null : leg.OraclePrice,
            LiquidationThreshold = leg.LiquidationThreshold,
        };
    }

    static OwnLeg Growing(LoanLeg leg, long asset, Accrual accrual, ReserveFacts reserve)
    {
        var debt = leg.Role == LegRole.Debt;
        var index = debt ? ReserveFacts.Shares(ref reserve.DebtIndex, accrual.Index) : ReserveFacts.Shares(ref reserve.SupplyIndex, accrual.Index);
        var rate = debt ? ReserveFacts.Shares(ref reserve.DebtRate, leg.RatePerYear.Raw) : ReserveFacts.Shares(ref reserve.SupplyRate, leg.RatePerYear.Raw);
        var scaled = accrual.ScaledOf(leg.Raw);
        return new(leg.Role, asset)
        {
            Scaled = scaled,
            Raw = scaled is null ? leg.Raw : null,
            Rounding = accrual.Rounding,
            Index = index ? null : accrual.Index,
            RatePerYear = rate ? null : leg.RatePerYear.Raw,
        };
    }

    OwnPosition Liquidity(LiquidityPosition position)
    {
        var pool = shared.Pool(position.Pool);
        var theirs = position.Curve.SharedPart();
        var shares = theirs is not null && pool.Shares(theirs);
        return new(OwnPosition.Liquidity, position.Id, position.Protocol, position.Name, [.. position.Legs.Select(Plain)])
        {
            Pool = position.Pool,
            Curve = shares ? position.Curve.OwnPart() : position.Curve,
            CurveIsWhole = theirs is not null && !shares ? true : null,
            Share = position.Share,
            Range = position.Range is { } range
                ? new(range.TokenId, range.Lower, range.Upper, ReserveFacts.Shares(ref pool.Tick, range.Tick) ? null : range.Tick)
                : null,
        };
    }
}
