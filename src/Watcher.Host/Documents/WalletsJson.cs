using System.Text.Json.Nodes;
using Watcher.Reports;
using Watcher.Risk;

namespace Watcher.Host.Documents;

/// <summary>
/// Writes <c>watcher.wallets/1</c>: each wallet on each chain in a few fields, with the loan that is liquidated first and the move that does it.
/// A fifth of the report, and no searches: what a list of a thousand wallets needs.
/// </summary>
static class WalletsJson
{
    public const string Schema = "watcher.wallets/1";

    public static JsonObject Document(Report report) => new()
    {
        ["schema"] = Schema,
        ["wallets"] = new JsonArray([.. report.Reports.Select(Of)]),
        ["portfolios"] = new JsonArray([.. report.Portfolios.Select(ReportJson.Of)]),
    };

    static JsonObject Of(WalletReport report)
    {
        var json = new JsonObject { ["wallet"] = report.Wallet.ToString() };
        if (report.Label is { } label) json["label"] = label;
        json["chain"] = report.Chain;
        if (report.Block is { } block) json["block"] = ReportJson.Of(block);
        json["status"] = ReportJson.Word(report.Status);
        json["complete"] = report.Complete;
        if (report.Totals is { } totals) json["totals"] = ReportJson.Of(totals);
        if (Nearest(report) is { } loan) json["nearest"] = Of(loan);
        json["rules"] = new JsonArray([.. report.Breaches.Select(breach => breach.Rule).Distinct()]);
        if (!report.Unknown.IsEmpty) json["unknownSince"] = ReportJson.Text(report.Unknown.Min(entry => entry.Since));
        return json;
    }

    /// <summary>Null where no move of prices liquidates any.</summary>
    static LoanReport? Nearest(WalletReport report) =>
        report.Positions.OfType<LoanReport>().Where(loan => loan.Outlook.Distance is not null).MinBy(loan => loan.Outlook.Distance!.Value);

    static JsonObject Of(LoanReport loan) => new()
    {
        ["position"] = loan.Facts.Id,
        ["protocol"] = loan.Facts.Protocol,
        ["name"] = loan.Facts.Name,
        ["healthFactor"] = loan.HealthFactor?.ToString() ?? "Infinity",
        ["liquidationDistance"] = loan.Outlook.Distance.ToString(),
        ["liquidatable"] = loan.Liquidatable,
        ["move"] = Of(loan.Outlook),
    };

    /// <summary>The smallest; an asset before a group and a group before everything, where they are as small.</summary>
    static JsonObject Of(LiquidationOutlook outlook)
    {
        if (outlook.ByAsset.FirstOrDefault(row => row.Change.Abs() == outlook.Distance) is { } asset)
            return Move(asset.Asset.Symbol is { } symbol ? ("symbol", symbol) : ("address", $"{asset.Asset.Address}"), asset.Change);
        return outlook.ByGroup.FirstOrDefault(row => row.Change.Abs() == outlook.Distance) is { } group
            ? Move(("group", group.Group), group.Change)
            : Move(("group", "all"), outlook.All!.Value);
    }

    static JsonObject Move((string Key, string Name) what, BigDecimal change) => new() { [what.Key] = what.Name, ["change"] = change.ToString() };
}
