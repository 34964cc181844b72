using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Host.Cycle;
using Watcher.Planning;
using Watcher.Reports;
using Watcher.Settings;

namespace Watcher.Host.Api;

/// <summary>What a chain's calls are spent on, as <c>/readyz</c> shows it.</summary>
static class PlanJson
{
    /// <summary>Null without a budget.</summary>
    public static JsonObject? Of(Spending spending) => spending.Plan is not { } plan ? null : new()
    {
        ["stretched"] = plan.Stretched,
        ["calls"] = new JsonArray([.. spending.Spent.Select(Of)]),
        ["wallets"] = new JsonArray([.. plan.Wallets.Select(Of)]),
    };

    public static JsonObject Of(CallsSpent spent) => new() { ["endpoint"] = spent.Endpoint, ["spent"] = spent.Calls, ["allowed"] = spent.Allowed };

    static JsonObject Of(WalletPlan wallet)
    {
        var json = new JsonObject { ["wallet"] = wallet.Wallet.ToString(), ["every"] = wallet.Every > TimeSpan.Zero ? Durations.Text(wallet.Every) : "at every look" };
        if (wallet.Distance is { } distance) json["distance"] = distance.ToString("0.####", CultureInfo.InvariantCulture);
        if (wallet.Read is not { } read) return json;
        json["readAt"] = ReportJson.Text(read);
        json["dueAt"] = ReportJson.Text(wallet.Due);
        return json;
    }
}
