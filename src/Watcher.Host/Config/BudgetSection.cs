using System.Collections.Immutable;
using Watcher.Planning;
using Watcher.Settings;

namespace Watcher.Host.Config;

/// <summary>Reads a chain's <c>Budget</c>, and refuses one that cannot hold its own promise.</summary>
static class BudgetSection
{
    static readonly TimeSpan UsualMaxUnread = TimeSpan.FromMinutes(10);

    public static CallBudget? Read(SettingsNode chain)
    {
        if (!chain.Has("Budget")) return null;
        var node = chain.Object("Budget");
        var budget = new CallBudget(Calls(node, "CallsPerDay"), node.Duration("MaxUnread") ?? UsualMaxUnread, Hosts(node.Object("Hosts")));
        if (budget.MaxUnread <= TimeSpan.Zero) node.Problem("MaxUnread", "must be longer than 0s");
        else ReportTooFew(node, budget);
        node.Done();
        return budget;
    }

    static void ReportTooFew(SettingsNode node, CallBudget budget)
    {
        var allowed = budget.ByHost.Select(host => (Key: $"Hosts:{host.Key}", Calls: host.Value)).Prepend((Key: "CallsPerDay", Calls: budget.CallsPerDay));
        foreach (var (key, calls) in allowed.Where(one => one.Calls > 0 && one.Calls < budget.Least())) node.Problem(key, TooFew(budget, calls));
    }

    static ImmutableDictionary<string, long> Hosts(SettingsNode node) =>
        node.Keys().ToImmutableDictionary(host => host, host => Calls(node, host), StringComparer.OrdinalIgnoreCase);

    static long Calls(SettingsNode node, string key)
    {
        var calls = node.Integer(key);
        if (calls is not > 0) node.Problem(key, "is required: how many JSON-RPC calls an endpoint may be asked in a day");
        return calls ?? 0;
    }

    static string TooFew(CallBudget budget, long calls) =>
        $"{calls} calls a day cannot read each wallet every {Durations.Text(budget.MaxUnread)}: that takes {CallBudget.Day / budget.MaxUnread:0} readings of about {CallBudget.UsualCost} calls; "
        + $"allow {budget.Least()} calls, or a MaxUnread of {Durations.Text(TimeSpan.FromMinutes(Math.Ceiling((CallBudget.Day * CallBudget.UsualCost / calls).TotalMinutes)))}";
}
