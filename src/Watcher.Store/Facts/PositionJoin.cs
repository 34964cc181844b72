using System.Collections.Immutable;

namespace Watcher.Store;

/// <summary>Puts positions together again from what <see cref="PositionSplit"/> made of them.</summary>
sealed class PositionJoin(SharedFacts shared, Func<long, Asset> assets, Func<long, ImmutableArray<Address>> receipts)
{
    public Position Of(OwnPosition own)
    {
        Position position = own.Type switch
        {
            OwnPosition.Wallet => new WalletPosition(own.Id, own.Protocol, own.Name, [.. own.Legs.Select(Plain)]),
            OwnPosition.Lending => Lending(own),
            _ => Liquidity(own),
        };
        return own.Receipts is { } list ? position with { Receipts = receipts(list) } : position;
    }

    Leg Plain(OwnLeg leg) => new(leg.Role, assets(leg.Asset), leg.Raw!.Value);

    LendingPosition Lending(OwnPosition own)
    {
        var legs = own.Legs.Select(Leg).ToImmutableArray();
        var answers = own.Answers ?? LoanAnswers.ByRule(own.Rule!, legs);
        return new(own.Id, own.Protocol, own.Name, legs)
        {
            OracleDecimals = own.OracleDecimals!.Value,
            OracleUnitUsd = own.OracleUnitUsd ?? BigDecimal.One,
            Rule = own.Rule!,
            CollateralBase = answers.Collateral,
            DebtBase = answers.Debt,
            HealthFactor = new(answers.HealthFactor),
            LiquidationThreshold = answers.LiquidationThreshold,
            Disagreement = own.Disagreement,
        };
    }

    LoanLeg Leg(OwnLeg own)
    {
        var reserve = shared.Reserve(own.Asset);
        var debt = own.Role == LegRole.Debt;
        var accrual = own.Rounding is { } rounding ? new Accrual((own.Index ?? (debt ? reserve.DebtIndex : reserve.SupplyIndex))!.Value, rounding) : null;
        return new(own.Role, assets(own.Asset), own.Raw ?? accrual!.Grown(own.Scaled!.Value), (own.OraclePrice ?? reserve.Price)!.Value,
            own.LiquidationThreshold, new((own.RatePerYear ?? (debt ? reserve.DebtRate : reserve.SupplyRate))!.Value))
        {
            Accrual = accrual,
        };
    }

    LiquidityPosition Liquidity(OwnPosition own)
    {
        var pool = shared.Pool(own.Pool!.Value);
        return new(own.Id, own.Protocol, own.Name, [.. own.Legs.Select(Plain)])
        {
            Pool = own.Pool.Value,
            Curve = own.CurveIsWhole is null && pool.Curve is { } theirs ? own.Curve!.On(theirs) : own.Curve!,
            Share = own.Share,
            Range = own.Range is { } range ? new(range.TokenId, (range.Tick ?? pool.Tick)!.Value, range.Lower, range.Upper) : null,
        };
    }
}
