using System.Collections.Immutable;

namespace Watcher.Store;

/// <summary>What a state keeps of a position: what is its own, and no more of the rest than does not follow from <see cref="SharedFacts"/>.</summary>
/// <param name="Type"><c>wallet</c>, <c>lending</c> or <c>liquidity</c>.</param>
sealed record OwnPosition(string Type, string Id, string Protocol, string Name, ImmutableArray<OwnLeg> Legs)
{
    public const string Wallet = "wallet", Lending = "lending", Liquidity = "liquidity";

    /// <summary>The id of a list in <c>receipts</c>.</summary>
    public long? Receipts { get; init; }

    public int? OracleDecimals { get; init; }
    public BigDecimal? OracleUnitUsd { get; init; }
    public SolvencyRule? Rule { get; init; }

    /// <summary>The contract's own answers, where the rule gives others.</summary>
    public OwnAnswers? Answers { get; init; }

    public string? Disagreement { get; init; }

    public Address? Pool { get; init; }

    /// <summary>The position's own part of it, or all of it where nothing of it is shared.</summary>
    public PoolCurve? Curve { get; init; }

    /// <summary>True where it could share the pool's part, but was told another one.</summary>
    public bool? CurveIsWhole { get; init; }

    public BigDecimal? Share { get; init; }
    public OwnRange? Range { get; init; }

    /// <summary>Equal, legs included: records compare arrays by where they are.</summary>
    public bool IsSame(OwnPosition other) => Legs.AsSpan().SequenceEqual(other.Legs.AsSpan()) && (this with { Legs = other.Legs }) == other;
}

sealed record OwnAnswers(BigInteger Collateral, BigInteger Debt, BigInteger HealthFactor, BigDecimal LiquidationThreshold);

/// <param name="Tick">Null where it is the pool's.</param>
sealed record OwnRange(BigInteger TokenId, int Lower, int Upper, int? Tick);
