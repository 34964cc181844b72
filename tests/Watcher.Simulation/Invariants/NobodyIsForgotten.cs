using Watcher.Planning;

namespace Watcher.Simulation;

/// <summary>However few calls are left, no look at a chain leaves out a wallet that would go unread longer than its budget allows.</summary>
sealed class NobodyIsForgotten(TimeProvider time)
{
    readonly Dictionary<(string Chain, int Wallet), long> read = [];

    /// <summary>The process is a new one.</summary>
    public void Forget() => read.Clear();

    public void Looks(string chain, Plan plan, ImmutableArray<int> due)
    {
        if (plan.Budget is not { } budget) return;
        foreach (var wallet in plan.Wallets.Except(due))
            if (!read.TryGetValue((chain, wallet), out var last) || time.GetElapsedTime(last) > budget.MaxUnread)
                throw new Violation("nobody is forgotten", $"w{wallet + 1} on {chain} is left out, and was read {(read.ContainsKey((chain, wallet)) ? $"{time.GetElapsedTime(last)} ago" : "never")}");
    }

    public void Read(string chain, ImmutableArray<int> wallets)
    {
        foreach (var wallet in wallets) read[(chain, wallet)] = time.GetTimestamp();
    }
}
