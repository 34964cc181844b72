using Watcher.Alerts;
using Watcher.Rules;

namespace Watcher.Simulation;

/// <summary>No alert leaves off firing without a good reading beyond its clear threshold, a closed position, or an end that its reason states and the configuration bears out.</summary>
sealed class EndsAreTrue(IReadOnlyDictionary<string, SimulatedChain> chains)
{
    /// <param name="plan">The configuration in force.</param>
    public void Check(AlertTransition step, AlertState alert, Plan plan)
    {
        if (step.From != AlertPhase.Firing || step.To == AlertPhase.Firing || BuiltInRules.Has(alert.Key.Rule)) return;
        if (step.Block is null) Stated(step, alert, plan);
        else if (alert.Subject.Chain is { } chain) Read(step, alert, chains[chain].At(step.Block.Hash), plan);
    }

    static void Read(AlertTransition step, AlertState alert, SimulatedBlock block, Plan plan)
    {
        var rule = plan.Rules.Single(r => r.Name == alert.Key.Rule);
        var wallet = Enumerable.Range(0, block.Loans.Length).Single(w => Settings.Wallet(w).Address == alert.Subject.Wallet);
        var loan = block.Loans[wallet];
        if (rule.IsOfLoans && loan is null) return;
        var value = rule.IsOfLoans ? loan!.HealthFactor(block.EthUsd) : Settings.Net(loan, block.EthUsd);
        if (rule.Holds(value) || !rule.Clears(value))
            throw new Violation("no false end", $"{alert.Key.Rule} on {alert.Key.Subject} ended ({step.Reason}) at block {block.Ref.Number}, where it reads {value:0.####}");
    }

    static void Stated(AlertTransition step, AlertState alert, Plan plan)
    {
        var rule = plan.Rules.FirstOrDefault(r => r.Name == alert.Key.Rule);
        var watched = alert.Subject.Wallet is { } wallet ? plan.Wallets.Any(w => Settings.Wallet(w).Address == wallet) : plan.Portfolio;
        var edited = rule is not null && rule.Written().Trigger.ToString() != alert.Condition;
        if (rule is not null && watched && !edited)
            throw new Violation("no false end", $"{alert.Key.Rule} on {alert.Key.Subject} ended with '{step.Reason}', and nothing was changed");
    }
}
