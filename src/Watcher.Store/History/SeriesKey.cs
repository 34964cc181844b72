namespace Watcher.Store;

/// <summary>One metric of one subject over time.</summary>
/// <param name="Subject">A position's id, <c>chain/wallet</c>, a portfolio's label, or a chain.</param>
/// <param name="Chain">Null for a portfolio over several chains.</param>
/// <param name="Position">The position's id, where the subject is one.</param>
/// <param name="Metric">With its asset: <c>weight(ETH)</c>.</param>
public sealed record SeriesKey(string Subject, string? Chain, Address? Wallet, string? Position, string Metric, string Unit);
