using Watcher.Host.Cli.Views;
using Watcher.Host.Config;

namespace Watcher.Host.Cli;

/// <summary><c>alerts rules</c>: what is watched for, over what, and how it stands; from the database, without asking a node.</summary>
static class RulesVerb
{
    public static Task<int> Run(IReadOnlyList<string> files, bool json, CancellationToken cancellation)
    {
        var config = ConfigLoader.Load(files, ChannelContexts.Silent);
        using var store = StoreAccess.Beside(config);
        var now = TimeProvider.System.GetUtcNow();
        var rules = RuleStanding.All(config, store.Alerts.States(), store.Readings.Positions(), store.Steering.Read(now), now);
        var budgets = BudgetStanding.Of(config, store, now);
        if (json) ReportOutput.Write(RulesJson.Document(rules, budgets, now));
        else
        {
            RulesView.Write(Terminal.Out, rules, config);
            BudgetsView.Write(Terminal.Out, budgets, config);
        }
        return Task.FromResult(ExitCode.Ok);
    }
}
