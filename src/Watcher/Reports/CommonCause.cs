using System.Collections.Immutable;

namespace Watcher.Reports;

/// <summary>Finds what the unreadable parts of one cycle have in common: the widest cause that explains each.</summary>
static class CommonCause
{
    /// <param name="reports">Of all wallets of one chain.</param>
    internal static ImmutableArray<WalletReport> Explain(ImmutableArray<WalletReport> reports)
    {
        if (reports.All(report => report.Unknown.IsEmpty)) return reports;
        var unknown = reports.SelectMany(r => r.Unknown).ToList();
        var (wholeChain, shared) = (IsWholeChain(reports, unknown), Shared(reports, unknown));
        return [.. reports.Select(r => r with { Unknown = [.. r.Unknown.Select(u => u with { Cause = Wider(u, wholeChain, shared) })] })];
    }

    /// <summary>No block could be had, the nodes failed in several parts at once, or nothing at all could be read.</summary>
    static bool IsWholeChain(ImmutableArray<WalletReport> reports, List<UnknownEntry> unknown) =>
        unknown.Exists(u => u.Cause.What is null) || Parts(unknown.Where(u => !u.Failure.IsFact)) > 1
        || (Parts(unknown) > 1 && reports.All(r => r.Positions.All(p => p is UnknownPosition)));

    static int Parts(IEnumerable<UnknownEntry> unknown) => unknown.Select(u => u.What).Distinct().Count();

    static HashSet<string> Shared(ImmutableArray<WalletReport> reports, List<UnknownEntry> unknown) =>
        [.. unknown.GroupBy(u => u.What).Where(same => reports.Length == 1 || same.Count() > 1).Select(same => same.Key)];

    static Cause Wider(UnknownEntry entry, bool wholeChain, HashSet<string> shared)
    {
        if (wholeChain) return new(entry.Cause.Chain, null, null);
        return shared.Contains(entry.What) ? entry.Cause with { Wallet = null } : entry.Cause;
    }
}
