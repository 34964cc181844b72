using System.Collections.Immutable;
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

    /// <param name="standings">All that fit, the nearest danger first.</param>
    /// <param name="most">How many of them are shown; the sums are of all.</param>
    public static JsonObject Document(ImmutableArray<WalletStanding> standings, int most, IEnumerable<PortfolioReport> portfolios)
    {
        var json = new JsonObject
        {
            ["schema"] = Schema,
            ["total"] = standings.Length,
            ["unread"] = standings.Count(standing => standing.Report.Status == ReportStatus.Unknown),
            ["levels"] = new JsonObject(standings.CountBy(standing => standing.Level).OrderBy(level => level.Key)
                .Select(level => KeyValuePair.Create(Word(level.Key), (JsonNode?)level.Value))),
        };
        if (standings.FirstOrDefault(standing => standing.Nearest is not null) is { } first) json["first"] = Of(first);
        json["wallets"] = new JsonArray([.. standings.Take(most).Select(Of)]);
        json["portfolios"] = new JsonArray([.. portfolios.Select(ReportJson.Of)]);
        return json;
    }

    static JsonObject Of(WalletStanding standing)
    {
        var report = standing.Report;
        var json = new JsonObject { ["wallet"] = report.Wallet.ToString() };
        if (report.Label is { } label) json["label"] = label;
        json["chain"] = report.Chain;
        if (report.Block is { } block) json["block"] = ReportJson.Of(block);
        json["level"] = Word(standing.Level);
        json["status"] = ReportJson.Word(report.Status);
        json["complete"] = report.Complete;
        if (report.Totals is { } totals) json["totals"] = ReportJson.Of(totals);
        if (standing.Nearest is { } loan) json["nearest"] = Of(loan);
        json["firing"] = Words(standing.Firing);
        if (!standing.Happened.IsEmpty) json["happened"] = Words(standing.Happened);
        json["rules"] = Words(report.Breaches.Select(breach => breach.Rule).Distinct());
        if (!report.Unknown.IsEmpty) json["unknownSince"] = ReportJson.Text(report.Unknown.Min(entry => entry.Since));
        return json;
    }

    static string Word(Level level) => level.ToString().ToLowerInvariant();

    static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);

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
