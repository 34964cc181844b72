using Spectre.Console;
using Watcher.Host.Config;
using Watcher.Planning;
using Watcher.Settings;

namespace Watcher.Host.Cli.Views;

/// <summary>Each call budget: what is spent of it, and who is read how often for it, those in danger first.</summary>
static class BudgetsView
{
    /// <summary>Wallets named in a line; of more only their number is told.</summary>
    const int Named = 5;

    public static void Write(IAnsiConsole console, IEnumerable<BudgetStanding> budgets, WatcherConfig config)
    {
        foreach (var budget in budgets)
        {
            console.MarkupLine($"[bold]calls to {Figures.Safe(budget.Chain)}[/], no wallet unread for longer than {Durations.Text(budget.Budget.MaxUnread)}");
            foreach (var spent in budget.Spent) Write(console, "spent", $"{spent.Calls} of {spent.Allowed} in the last 24h, to {spent.Endpoint}");
            if (budget.Plan.Stretched) Write(console, "plan", "the day's calls run low: wallets in danger too are read less often");
            foreach (var together in budget.Plan.Wallets.OrderBy(plan => plan.Every).GroupBy(plan => plan.EveryText))
                Write(console, "reads", $"{Rhythm(together.Key)}: {Wallets([.. together], config)}");
            console.WriteLine();
        }
    }

    static void Write(IAnsiConsole console, string name, string text) => console.MarkupLine($"  {name,-9} {Figures.Safe(text)}");

    static string Rhythm(string every) => char.IsAsciiDigit(every[0]) ? $"every {every}" : every;

    static string Wallets(IReadOnlyCollection<WalletPlan> plans, WatcherConfig config) => plans.Count > Named
        ? $"{plans.Count} wallets"
        : string.Join(", ", plans.Select(plan => config.Wallets.FirstOrDefault(wallet => wallet.Address == plan.Wallet)?.Label ?? plan.Wallet.ToString()));
}
