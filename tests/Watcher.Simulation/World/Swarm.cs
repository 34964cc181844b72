namespace Watcher.Simulation;

/// <summary>Kinds of trouble.</summary>
enum Trouble
{
    SubjectsUnreadable, PricesUnreadable, ChainUnreachable, NodeBehind, HeadersUnanswered, Reorganisation, ForkComesBack,
    ChannelDown, ChannelRefuses, ReceiptLost, ReceivedTwice, ChannelThrows, RetryAfter,
    Crash, CrashInside, TornWrite, DiskFull, DiskReadOnly, CommitFails, ClockForward, ClockBack,
    RuleEdits, WalletEdits, ChannelEdits, ClosedLoans, Liquidations, Replays, Acknowledgements, Silences,
    SecondEndpoint, SecondSilent, SecondLies, CallBudget, CallsSpent, Resends,
}

/// <summary>
/// The kinds of trouble of one seed: each seed has its own half of them, so that every pair of kinds meets often, and often without the noise
/// of the rest.
/// </summary>
sealed class Swarm(Dice dice)
{
    readonly ImmutableHashSet<Trouble> kinds = [.. Enum.GetValues<Trouble>().Where(_ => dice.OneIn(2))];

    public bool Has(Trouble kind) => kinds.Contains(kind);

    /// <summary>The configuration changes on the way.</summary>
    public bool Edits => Has(Trouble.RuleEdits) || Has(Trouble.WalletEdits) || Has(Trouble.ChannelEdits);

    public override string ToString() => string.Join(' ', Enum.GetValues<Trouble>().Where(Has));
}
