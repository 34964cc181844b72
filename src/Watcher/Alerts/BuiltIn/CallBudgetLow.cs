using System.Text.Json.Nodes;
using Watcher.Planning;
using Watcher.Rules;
using Watcher.Settings;

namespace Watcher.Alerts;

/// <summary>
/// An endpoint was asked most of what a day allows: from here on the calls that are left are spread out, and past the whole budget wallets are
/// still read as often as <c>MaxUnread</c> promises.
/// </summary>
public static class CallBudgetLow
{
    /// <summary>The share below which it is over: hours that leave the day would otherwise make it come and go.</summary>
    const double Calm = 0.7;

    public static Observation Observe(string chain, CallsSpent spent, TimeSpan maxUnread) =>
        new(BuiltInRules.CallBudget, new($"{chain}/{spent.Endpoint}") { Chain = chain }, Is(spent.IsNearCap), Is(spent.Share < Calm))
        {
            Explanation = () => $"{spent.Calls} of {spent.Allowed} calls to {spent.Endpoint} are spent in the last 24h{(spent.IsNearCap ? Remedy(maxUnread) : "")}",
            Evidence = () => new JsonObject { ["endpoint"] = spent.Endpoint, ["calls"] = spent.Calls, ["allowed"] = spent.Allowed },
        };

    static string Remedy(TimeSpan maxUnread) =>
        $"; wallets in danger are read less often until the day has gone by, and all of them at least every {Durations.Text(maxUnread)}, also beyond the budget: "
        + "allow more CallsPerDay, a longer MaxUnread or Every, or find out who else uses the endpoint's key";

    static Truth Is(bool so) => so ? Truth.True : Truth.False;
}
