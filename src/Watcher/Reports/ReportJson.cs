using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Risk;

namespace Watcher.Reports;

/// <summary>
/// Writes <c>watcher.report/1</c>: amounts as decimal strings without exponent or trailing zeros, raw integers beside them, EIP-55 addresses,
/// ISO 8601 times in UTC, <c>Infinity</c>; what does not apply is absent, never null.
/// </summary>
public static class ReportJson
{
    public const string Schema = "watcher.report/1";

    public static JsonObject Document(Report report)
    {
        var json = new JsonObject { ["schema"] = Schema };
        if (report.Scenario is { } scenario) json["scenario"] = Of(scenario);
        json["reports"] = Array(report.Reports.Select(Of));
        json["portfolios"] = Array(report.Portfolios.Select(Of));
        return json;
    }

    public static JsonObject Of(WalletReport report)
    {
        var json = new JsonObject { ["wallet"] = report.Wallet.ToString() }.With("label", report.Label);
        json["chain"] = report.Chain;
        json["chainId"] = report.ChainId;
        if (report.Block is { } block) json["block"] = Of(block);
        json["status"] = Word(report.Status);
        json["complete"] = report.Complete;
        if (report.Totals is { } totals) json["totals"] = Of(totals);
        json["positions"] = Array(report.Positions.Select(PositionReportJson.Of));
        if (report.Portfolio is { } portfolio) json["portfolio"] = Add(new(), portfolio);
        json["breaches"] = Array(report.Breaches.Select(Of));
        json["unknown"] = Array(report.Unknown.Select(Of));
        return json;
    }

    /// <summary>One portfolio, as in the report.</summary>
    public static JsonObject Of(PortfolioReport report)
    {
        var json = new JsonObject { ["label"] = report.Label, ["status"] = Word(report.Status), ["complete"] = report.Complete };
        if (report.Totals is { } totals) json["totals"] = Of(totals);
        if (report.Figures is { } figures) Add(json, figures);
        json["breaches"] = Array(report.Breaches.Select(Of));
        return json;
    }

    /// <summary>One position as in the report: an alert's evidence.</summary>
    public static JsonObject Of(PositionReport position) => PositionReportJson.Of(position);

    /// <summary><c>lending</c>, <c>liquidity</c> or <c>wallet</c>.</summary>
    public static string KindOf(Position position) => position switch { WalletPosition => "wallet", LendingPosition => "lending", _ => "liquidity" };

    public static JsonObject Of(BlockRef block) => new()
    {
        ["number"] = block.Number,
        ["hash"] = block.Hash.ToString(),
        ["timestamp"] = Text(block.Timestamp),
    };

    /// <summary><c>2026-01-01T00:00:00Z</c>; fractions only where there are some.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    /// <summary>Sums, as in the report.</summary>
    public static JsonObject Of(Totals totals) => new()
    {
        ["assetsUsd"] = totals.AssetsUsd.ToString(),
        ["debtUsd"] = totals.DebtUsd.ToString(),
        ["netUsd"] = totals.NetUsd.ToString(),
    };

    static JsonObject Add(JsonObject json, PortfolioFigures figures)
    {
        json["weights"] = Array(figures.Weights.Select(row => new JsonObject { ["symbol"] = row.Symbol, ["weight"] = row.Weight.ToString() }
            .With("target", row.Target).With("drift", row.Drift)));
        return json.With("maxDrift", figures.MaxDrift).With("turnover", figures.Turnover).With("concentration", figures.Concentration);
    }

    static JsonObject Of(Breach breach)
    {
        var json = new JsonObject { ["rule"] = breach.Rule }.With("position", breach.Position);
        json["metric"] = breach.Metric;
        json.With("value", breach.Value)["condition"] = breach.Condition;
        return json;
    }

    /// <summary>What could not be read, as in the report.</summary>
    public static JsonObject Of(UnknownEntry entry) => new()
    {
        ["what"] = entry.What,
        ["reason"] = entry.Failure.ReasonText,
        ["why"] = entry.Failure.Why,
        ["since"] = Text(entry.Since),
    };

    static JsonObject Of(Scenario scenario)
    {
        var shocks = new JsonObject();
        foreach (var (asset, change) in scenario.Shocks) shocks[asset] = change.ToString();
        var days = scenario.Days;
        return new() { ["shocks"] = shocks, ["days"] = days.Scale == 0 && days < int.MaxValue ? (int)days.Unscaled : JsonNode.Parse(days.ToString()) };
    }

    /// <summary><c>ok</c>, <c>breach</c> or <c>unknown</c>.</summary>
    public static string Word(ReportStatus status) => status.ToString().ToLowerInvariant();

    static JsonArray Array(IEnumerable<JsonObject> items) => [.. items];
}
