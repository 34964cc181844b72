using Watcher.Alerts;
using Watcher.Host.Cycle;
using Watcher.Positions;

namespace Watcher.Simulation;

/// <summary>What a cycle could know of one subject, from the world's truth.</summary>
/// <param name="Known">It was read well.</param>
/// <param name="Value">Null where it is read well and is no more.</param>
sealed record Sight(bool Known, decimal? Value)
{
    public static Sight Unknown { get; } = new(false, null);
}

/// <summary>What one cycle of one chain was served.</summary>
/// <param name="Block">Null where the nodes gave none, or the one seen before.</param>
sealed record Served(Plan Plan, SimulatedChain Chain, SimulatedBlock? Block, BlockSnapshot Snapshot)
{
    public bool IsNews => Snapshot is not BlockSnapshot.Seen;

    public Sight Loan(int wallet)
    {
        if (Block is null || !IsGood(Settings.Loan(Chain.Name, wallet))) return Sight.Unknown;
        return new(true, Block.Loans[wallet]?.HealthFactor(Block.EthUsd));
    }

    public Sight Net(int wallet)
    {
        if (Block is null || !IsGood(Settings.Loan(Chain.Name, wallet)) || !IsGood(Settings.Balances(Chain.Name, wallet)) || !((BlockSnapshot.Read)Snapshot).Prices.Failures.IsEmpty)
            return Sight.Unknown;
        return new(true, Settings.Net(Block.Loans[wallet], Block.EthUsd));
    }

    bool IsGood(Subject subject) => ((BlockSnapshot.Read)Snapshot).Readings.Any(r => r is GoodReading && r.Subject == subject);
}

/// <summary>What the whole watch could know since its process started: each subject as it was served last.</summary>
sealed class Sights
{
    readonly Dictionary<(string Chain, int Wallet), (Sight Net, Hash32? Block)> net = [];

    /// <summary>The process is a new one.</summary>
    public void Forget() => net.Clear();

    public void Take(Served served)
    {
        foreach (var wallet in served.Plan.Wallets) net[(served.Chain.Name, wallet)] = (served.Net(wallet), served.Block?.Ref.Hash);
    }

    /// <summary>Every alert that the rules on metrics ask for after this cycle, with what could be known of its subject, and from what.</summary>
    public IEnumerable<(PlannedRule Rule, AlertKey Key, Sight Sight, string? From)> Asked(Served served)
    {
        var from = served.Block?.Ref.Hash.ToString();
        foreach (var rule in served.Plan.Rules.Where(r => r.Metric is not null))
        {
            foreach (var wallet in served.Plan.Wallets)
                yield return rule.IsOfLoans
                    ? (rule, new(rule.Name, Settings.LoanId(served.Chain.Name, wallet)), served.Loan(wallet), from)
                    : (rule, new(rule.Name, Settings.WalletId(served.Chain.Name, wallet)), served.Net(wallet), from);
            if (!rule.IsOfLoans && served.Plan.Portfolio && Whole(served.Plan) is { } whole) yield return (rule, new(rule.Name, Plan.PortfolioLabel), whole.Sight, whole.From);
        }
    }

    /// <summary>Null before every wallet was tried on every chain.</summary>
    (Sight Sight, string? From)? Whole(Plan plan)
    {
        var keys = Settings.Chains.SelectMany(chain => plan.Wallets.Select(w => (chain, w))).ToList();
        if (!keys.TrueForAll(net.ContainsKey)) return null;
        var members = keys.ConvertAll(key => net[key]);
        var from = members.TrueForAll(m => m.Block is not null) ? string.Join(' ', members.Select(m => m.Block)) : null;
        return members.TrueForAll(m => m.Net.Known) ? (new(true, members.Sum(m => m.Net.Value!.Value)), from) : (Sight.Unknown, from);
    }
}
