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

/// <summary>What a second endpoint was asked, and told.</summary>
/// <param name="Asked">The wallets.</param>
/// <param name="Lie">So many times as large it makes their debts; null where it did not answer.</param>
/// <param name="Counts">A critical alert in doubt is worse by it: its reading is the one that is kept.</param>
sealed record SecondServed(ImmutableArray<int> Asked, decimal? Lie, bool Counts)
{
    public SimulatedLoan? Told(int wallet, SimulatedLoan? truth) => Lie is { } lie && Asked.Contains(wallet) ? truth?.Lied(lie) : truth;
}

/// <summary>What one cycle of one chain was served.</summary>
/// <param name="Wallets">Those that were read.</param>
/// <param name="Block">Null where the nodes gave none, or the one seen before.</param>
sealed record Served(Plan Plan, ImmutableArray<int> Wallets, SimulatedChain Chain, SimulatedBlock? Block, BlockSnapshot Snapshot)
{
    /// <summary>Null where nobody else was asked.</summary>
    public SecondServed? Second { get; init; }

    public bool IsNews => Snapshot is not BlockSnapshot.Seen;

    /// <summary>The worse of what two endpoints tell.</summary>
    public Sight Loan(int wallet) => Worse(FirstLoan(wallet), Seen(LoanIsKnown(wallet), Second?.Told(wallet, Truth(wallet)), HealthFactor));

    public Sight FirstLoan(int wallet) => Seen(LoanIsKnown(wallet), Truth(wallet), HealthFactor);

    /// <summary>The worse of what two endpoints tell.</summary>
    public Sight Net(int wallet) => Worse(Seen(NetIsKnown(wallet), Truth(wallet), Worth), Seen(NetIsKnown(wallet), Second?.Told(wallet, Truth(wallet)), Worth));

    /// <summary>By the reading that is kept.</summary>
    public Sight KeptNet(int wallet) => Seen(NetIsKnown(wallet), Second is { Counts: true } second ? second.Told(wallet, Truth(wallet)) : Truth(wallet), Worth);

    SimulatedLoan? Truth(int wallet) => Block?.Loans[wallet];

    decimal? HealthFactor(SimulatedLoan? loan) => loan?.HealthFactor(Block!.EthUsd);

    decimal? Worth(SimulatedLoan? loan) => Settings.Net(loan, Block!.EthUsd);

    bool LoanIsKnown(int wallet) => Block is not null && IsGood(Settings.Loan(Chain.Name, wallet));

    bool NetIsKnown(int wallet) =>
        LoanIsKnown(wallet) && IsGood(Settings.Balances(Chain.Name, wallet)) && ((BlockSnapshot.Read)Snapshot).Prices.Failures.IsEmpty;

    bool IsGood(Subject subject) => ((BlockSnapshot.Read)Snapshot).Readings.Any(r => r is GoodReading && r.Subject == subject);

    Sight Worse(Sight first, Sight second) => Second is not null && second.Value < first.Value ? second : first;

    static Sight Seen(bool known, SimulatedLoan? loan, Func<SimulatedLoan?, decimal?> value) => known ? new(true, value(loan)) : Sight.Unknown;
}

/// <summary>What the whole watch could know since its process started: each subject as it was served last.</summary>
sealed class Sights
{
    readonly Dictionary<(string Chain, int Wallet), (Sight Net, Hash32? Block)> net = [];

    /// <summary>The process is a new one.</summary>
    public void Forget() => net.Clear();

    public void Take(Served served)
    {
        foreach (var wallet in served.Wallets) net[(served.Chain.Name, wallet)] = (served.KeptNet(wallet), served.Block?.Ref.Hash);
    }

    /// <summary>Every alert that the rules on metrics ask for after this cycle, with what could be known of its subject, and from what.</summary>
    public IEnumerable<(PlannedRule Rule, AlertKey Key, Sight Sight, string? From)> Asked(Served served)
    {
        var from = served.Block?.Ref.Hash.ToString();
        foreach (var rule in served.Plan.Rules.Where(r => r.Metric is not null))
        {
            foreach (var wallet in served.Wallets)
                yield return rule.IsOfLoans
                    ? (rule, new(rule.Name, Settings.LoanId(served.Chain.Name, wallet)), served.Loan(wallet), from)
                    : (rule, new(rule.Name, Settings.WalletId(served.Chain.Name, wallet)), served.Net(wallet), from);
            if (!rule.IsOfLoans && served.Plan.Portfolio && Whole(served.Plan) is { } whole) yield return (rule, new(rule.Name, Plan.PortfolioLabel), whole.Sight, whole.From);
        }
    }

    /// <summary>Whether every wallet was tried on every chain: before, only the watcher can tell what a portfolio comes to.</summary>
    public bool IsWhole(Plan plan) => Whole(plan) is not null;

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
