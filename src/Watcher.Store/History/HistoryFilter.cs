namespace Watcher.Store;

/// <summary>Which recorded series to read; what is left out selects everything.</summary>
/// <param name="Portfolio">Of the portfolio of this label itself: the series of its wallets are theirs.</param>
/// <param name="Every">One sample per so long, the last one in it; null = every sample.</param>
/// <param name="Orphaned">With samples of blocks that were reorganised away.</param>
/// <param name="Most">Reading ends after so many samples of all series together.</param>
public sealed record HistoryFilter(
    string? Chain = null, Address? Wallet = null, string? Position = null, string? Metric = null, DateTimeOffset? Since = null,
    DateTimeOffset? Until = null, TimeSpan? Every = null, bool Orphaned = false, int Most = int.MaxValue, string? Portfolio = null);
