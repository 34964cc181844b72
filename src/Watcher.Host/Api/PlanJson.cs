using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Planning;
using Watcher.Reports;

namespace Watcher.Host.Api;

/// <summary>What a chain's calls are spent on.</summary>
static class PlanJson
{
    public static JsonObject Of(ReadingPlan plan, IEnumerable<CallsSpent> spent) => new()
    {
        ["stretched"] = plan.Stretched,
        ["calls"] = new JsonArray([.. spent.Select(Of)]),
        ["wallets"] = new JsonArray([.. plan.Wallets.Select(Of)]),
    };

    static JsonObject Of(CallsSpent spent) => new() { ["endpoint"] = spent.Endpoint, ["spent"] = spent.Calls, ["allowed"] = spent.Allowed };

    static JsonObject Of(WalletPlan wallet)
    {
        var json = new JsonObject { ["wallet"] = wallet.Wallet.ToString(), ["every"] = wallet.EveryText };
        if (wallet.Distance is { } distance) json["distance"] = distance.ToString("0.####", CultureInfo.InvariantCulture);
        if (wallet.Read is not { } read) return json;
        json["readAt"] = ReportJson.Text(read);
        json["dueAt"] = ReportJson.Text(wallet.Due);
        return json;
    }
}
