using System.Collections.Immutable;
using Watcher.Rules;

namespace Watcher.Store;

/// <summary>What is measured together at a block: a loan, a share of a pool, a wallet or portfolio, one asset of these, the price of one on a chain.</summary>
/// <param name="Subject">A position's id, <c>chain/wallet</c>, a portfolio's label, or a chain.</param>
/// <param name="Chain">Null for a portfolio over several chains.</param>
/// <param name="Position">The position's id, where the subject is one.</param>
/// <param name="Scope">Whose metrics.</param>
/// <param name="Asset">As metrics that take an asset name it; null for those that take none.</param>
public sealed record Measured(string Subject, string? Chain, Address? Wallet, string? Position, MetricScope Scope, string? Asset)
{
    /// <summary>What is measured of it, in the order of a sample's values.</summary>
    public ImmutableArray<Metric> Metrics => SampleTable.Of(this).Metrics;
}

/// <summary>All of its metrics at the block it is committed with. Unknown is stored as a gap; a sample none of whose metrics applies is not stored.</summary>
/// <param name="Values">One per metric of <see cref="Store.Measured.Metrics"/>.</param>
public readonly record struct Sample(Measured Measured, ImmutableArray<MetricValue> Values);
