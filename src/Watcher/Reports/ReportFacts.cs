using System.Collections.Immutable;

namespace Watcher.Reports;

/// <summary>What a report was made from, so that another can be made of what would be. No node is asked.</summary>
public static class ReportFacts
{
    /// <summary>The facts of the report's block; null where no block could be read.</summary>
    public static WalletSnapshot? Snapshot(this WalletReport report) => report is not { Block: { } block, Market.Prices: { } prices } ? null
        : new(report.Wallet, report.Label, report.Chain, report.ChainId, block, [.. Good(report, block), .. Unreadable(report, block)], prices);

    /// <summary>What was known before of what could not be read.</summary>
    public static Memory Before(this WalletReport report) => new(
        report.Positions.OfType<UnknownPosition>().GroupBy(position => SubjectOf(position, report))
            .ToImmutableDictionary(same => same.Key, same => new LastGood(same.First().LastGood, [.. same.Select(position => position.Facts)])),
        report.Unknown.GroupBy(entry => entry.What).ToImmutableDictionary(same => same.Key, same => same.First().Since));

    static IEnumerable<Reading> Good(WalletReport report, BlockRef block) => report.Positions.Where(position => position is not UnknownPosition)
        .GroupBy(position => SubjectOf(position, report)).Select(same => new GoodReading(same.Key, block, [.. same.Select(position => position.Facts)], []));

    static IEnumerable<Reading> Unreadable(WalletReport report, BlockRef block) =>
        report.Unknown.Where(entry => entry.Subject is not null).Select(entry => new UnreadableReading(entry.Subject!, block, entry.Failure));

    static Subject SubjectOf(PositionReport position, WalletReport report) => new(report.Chain, position.Facts.Protocol, position.Facts.Name, report.Wallet);
}
