using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Risk;

namespace Watcher.Reports;

/// <summary>Writes one position of <c>watcher.report/1</c>.</summary>
static class PositionReportJson
{
    public static JsonObject Of(PositionReport position) => position switch
    {
        BalancesReport balances => Head(balances.Facts, "ok").WithLegs(balances.Legs).With("valueUsd", balances.ValueUsd),
        LoanReport loan => Loan(loan),
        LiquidityReport liquidity => Liquidity(liquidity),
        UnknownPosition unknown => Unknown(unknown),
        _ => throw new ArgumentException($"{position.GetType().Name} has no JSON", nameof(position)),
    };

    static JsonObject Head(Position facts, string status)
    {
        var json = new JsonObject { ["id"] = facts.Id, ["protocol"] = facts.Protocol }.With("name", facts is WalletPosition ? null : facts.Name);
        json["kind"] = ReportJson.KindOf(facts);
        json["status"] = status;
        if (facts is not LiquidityPosition liquidity) return json;
        json["pool"] = liquidity.Pool.ToString();
        return json.With("tokenId", liquidity.Range?.TokenId.ToString(CultureInfo.InvariantCulture));
    }

    static JsonObject Unknown(UnknownPosition unknown)
    {
        var json = Head(unknown.Facts, "unknown");
        json["lastGood"] = ReportJson.Of(unknown.LastGood);
        return json;
    }

    static JsonObject Loan(LoanReport report)
    {
        var json = Head(report.Loan, "ok").WithLegs(report.Legs)
            .With("collateralUsd", report.CollateralUsd).With("debtUsd", report.DebtUsd)
            .WithOrInfinity("healthFactor", report.HealthFactor)
            .With("healthFactorRaw", report.Loan.HealthFactor.Raw.ToString(CultureInfo.InvariantCulture))
            .WithOrInfinity("ltv", report.Ltv).WithOrInfinity("collateralRatio", report.CollateralRatio)
            .With("liquidationThreshold", report.Loan.LiquidationThreshold);
        json["liquidatable"] = report.Liquidatable;
        json.WithOrInfinity("liquidationDistance", report.Outlook.Distance)["liquidation"] = Liquidation(report.Outlook, report.Recovery);
        return json.With("disagreement", report.Loan.Disagreement);
    }

    static JsonObject Liquidation(LiquidationOutlook outlook, Recovery? recovery)
    {
        var json = new JsonObject
        {
            ["byAsset"] = new JsonArray([.. outlook.ByAsset.Select(row =>
                Asset(row.Asset, withDecimals: false).With("priceUsd", row.PriceUsd).With("change", row.Change))]),
            ["byGroup"] = new JsonArray([.. outlook.ByGroup.Select(row => new JsonObject { ["group"] = row.Group }.With("change", row.Change))]),
        };
        if (outlook.All is { } all) json["all"] = new JsonObject().With("change", all);
        return json.With("interestDays", outlook.InterestDays)
            .With("repayUsd", recovery?.RepayUsd).With("addCollateralUsd", recovery?.AddCollateralUsd);
    }

    static JsonObject Liquidity(LiquidityReport report)
    {
        var json = Head(report.Liquidity, "ok").With("share", report.Liquidity.Share);
        if (report.Liquidity.Range is { } range)
        {
            json["inRange"] = range.Contains;
            json["tick"] = range.Tick;
            json["tickLower"] = range.Lower;
            json["tickUpper"] = range.Upper;
        }
        json.WithLegs(report.Legs).With("valueUsd", report.ValueUsd).With("imbalance", report.Imbalance).With("spotDeviation", report.SpotDeviation);
        if (report.RangeDistance is { } distance) json["rangeDistance"] = new JsonObject().With("down", distance.Down).With("up", distance.Up);
        return json;
    }

    static JsonObject WithLegs(this JsonObject json, IEnumerable<LegReport> legs)
    {
        json["legs"] = new JsonArray([.. legs.Select(Leg)]);
        return json;
    }

    static JsonObject Leg(LegReport leg)
    {
        var json = new JsonObject { ["role"] = leg.Facts.Role.ToString().ToLowerInvariant(), ["asset"] = Asset(leg.Facts.Asset, withDecimals: true) };
        json["raw"] = leg.Facts.Raw.ToString(CultureInfo.InvariantCulture);
        return json.With("amount", leg.Facts.Amount).With("priceUsd", leg.PriceUsd).With("marketPriceUsd", leg.MarketPriceUsd)
            .With("valueUsd", leg.ValueUsd).With("liquidationThreshold", (leg.Facts as LoanLeg)?.LiquidationThreshold);
    }

    static JsonObject Asset(Asset asset, bool withDecimals)
    {
        var json = new JsonObject().With("symbol", asset.Symbol).With("address", asset.Address?.ToString());
        if (withDecimals && asset.Decimals is { } decimals) json["decimals"] = decimals;
        return json;
    }
}
