using System.Collections.Immutable;
using Watcher.Risk;

namespace Watcher.Reports;

/// <summary>The three answers.</summary>
public enum ReportStatus { Ok, Breach, Unknown }

/// <summary>One wallet on one chain at one block: an entry of <c>reports</c> in <c>watcher.report/1</c>. Null and empty of what does not apply is absent in the JSON.</summary>
/// <param name="Block">Null when no block could be read at all.</param>
public sealed record WalletReport(Address Wallet, string? Label, string Chain, ulong ChainId, BlockRef? Block)
{
    /// <summary>A breach outweighs what is unknown.</summary>
    public ReportStatus Status => !Breaches.IsEmpty ? ReportStatus.Breach : Unknown.IsEmpty ? ReportStatus.Ok : ReportStatus.Unknown;

    /// <summary>Nothing is unknown and everything held or owed has a price.</summary>
    public required bool Complete { get; init; }

    /// <summary>Null where anything is unknown.</summary>
    public Totals? Totals => Exposure?.Totals;

    public required ImmutableArray<PositionReport> Positions { get; init; }

    /// <summary>Null where anything is unknown.</summary>
    public PortfolioFigures? Portfolio { get; init; }

    public ImmutableArray<Breach> Breaches { get; init; } = [];
    public required ImmutableArray<UnknownEntry> Unknown { get; init; }

    /// <summary>Assets and debts per asset at market prices, everything unfolded; null where anything is unknown. Not printed.</summary>
    public required Exposure? Exposure { get; init; }

    /// <summary>The prices the report is made with. Not printed.</summary>
    public required MarketView Market { get; init; }

    /// <summary>The same report with what the rules found; a breached rule's clear threshold becomes the aim of <c>repayUsd</c> and <c>addCollateralUsd</c>.</summary>
    public WalletReport WithBreaches(ImmutableArray<Breach> breaches) => breaches.IsEmpty && Breaches.IsEmpty ? this : this with
    {
        Breaches = breaches,
        Positions = [.. Positions.Select(position => position is LoanReport loan ? loan with { Aim = Aim(breaches, loan.Id) } : position)],
    };

    static BigDecimal? Aim(ImmutableArray<Breach> breaches, string position) =>
        breaches.Where(b => b.Position == position).Max(b => b.ClearHealthFactor);
}

/// <summary>A rule whose condition holds.</summary>
/// <param name="Position">Null for a rule on a wallet or chain.</param>
/// <param name="Value">The metric's number as text.</param>
/// <param name="Condition">As written: <c>healthFactor &lt; 1.25</c>.</param>
public sealed record Breach(string Rule, string? Position, string Metric, string? Value, string Condition)
{
    /// <summary>The health factor at which the rule clears, where it is a rule on <c>healthFactor</c>. Not printed.</summary>
    public BigDecimal? ClearHealthFactor { get; init; }
}

/// <summary>Something that could not be read.</summary>
/// <param name="What">The subject, or <c>chain/price/SYMBOL</c> for a feed.</param>
public sealed record UnknownEntry(string What, Failure Failure, DateTimeOffset Since)
{
    /// <summary>The widest cause that explains it. Not printed.</summary>
    public required Cause Cause { get; init; }

    /// <summary>What the reading was of; null for a feed. Not printed.</summary>
    public Subject? Subject { get; init; }
}
