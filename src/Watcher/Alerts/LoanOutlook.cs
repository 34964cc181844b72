using System.Text.Json.Nodes;

namespace Watcher.Alerts;

/// <summary>What a sentence says of a loan, taken from the evidence itself: so a reminder tells what was read last, also after a restart.</summary>
/// <param name="Distance">The smallest adverse move that liquidates; null when none does, or nothing is known of it.</param>
/// <param name="IsSafe">It is known that no move liquidates.</param>
/// <param name="Nearest">The asset whose price alone liquidates soonest.</param>
sealed record LoanOutlook(bool Liquidatable, BigDecimal? Distance, bool IsSafe, LiquidationPrice? Nearest, BigDecimal? RepayUsd, BigDecimal? AddCollateralUsd)
{
    internal static LoanOutlook? Of(JsonNode? evidence)
    {
        if (evidence?["liquidation"] is not JsonObject liquidation) return null;
        var prices = (liquidation["byAsset"] as JsonArray ?? []).Select(LiquidationPrice.Of).OfType<LiquidationPrice>();
        return new(evidence["liquidatable"]?.GetValue<bool>() == true, Number(evidence["liquidationDistance"]),
            evidence["liquidationDistance"]?.GetValue<string>() == "Infinity", prices.MinBy(p => p.Change.Abs()),
            Number(liquidation["repayUsd"]), Number(liquidation["addCollateralUsd"]));
    }

    /// <summary>Null also for infinity.</summary>
    internal static BigDecimal? Number(JsonNode? node) => BigDecimal.TryParse(node?.GetValue<string>(), out var number) ? number : null;
}

/// <param name="Symbol">Text from the chain, cleaned.</param>
sealed record LiquidationPrice(string Symbol, BigDecimal PriceUsd, BigDecimal Change)
{
    internal static LiquidationPrice? Of(JsonNode? row)
    {
        var name = row?["symbol"]?.GetValue<string>() ?? row?["address"]?.GetValue<string>();
        return name is not null && LoanOutlook.Number(row!["priceUsd"]) is { } price && LoanOutlook.Number(row["change"]) is { } change
            ? new(ChainText.Clean(name), price, change)
            : null;
    }
}
