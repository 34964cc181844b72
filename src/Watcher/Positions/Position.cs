using System.Collections.Immutable;

namespace Watcher.Positions;

/// <summary>Facts of one position as read at one block: integers as the contract gave them, nothing derived.</summary>
/// <param name="Id"><c>chain/protocol/deployment/...</c>, stable over the position's life.</param>
/// <param name="Protocol">The protocol's configured name.</param>
/// <param name="Name">The deployment's configured name.</param>
public abstract record Position(string Id, string Protocol, string Name)
{
    /// <summary>Receipt tokens (debt, share and LP tokens) that stand for this position: not counted again as balances.</summary>
    public ImmutableArray<Address> Receipts { get; init; } = [];
}

/// <summary>Native and token balances of a wallet on one chain; always there, even if empty.</summary>
public sealed record WalletPosition(string Id, string Protocol, string Name, ImmutableArray<Leg> Legs) : Position(Id, Protocol, Name);

/// <summary>Supplies and debts of one account in one lending market.</summary>
public sealed record LendingPosition(string Id, string Protocol, string Name, ImmutableArray<LoanLeg> Legs) : Position(Id, Protocol, Name)
{
    /// <summary>Decimals of the oracle's answers.</summary>
    public required int OracleDecimals { get; init; }

    /// <summary>USD per unit of the oracle's currency: 1 where it quotes in USD.</summary>
    public BigDecimal OracleUnitUsd { get; init; } = BigDecimal.One;

    /// <summary>How this market decides on liquidation.</summary>
    public required SolvencyRule Rule { get; init; }

    /// <summary>The contract's own answers (the truth; in units of its oracle): total collateral, total debt.</summary>
    public required BigInteger CollateralBase { get; init; }
    public required BigInteger DebtBase { get; init; }

    /// <summary>The contract's own health factor, in wad; 2^256 - 1 without debt.</summary>
    public required Wad HealthFactor { get; init; }

    /// <summary>The contract's own average liquidation threshold.</summary>
    public required BigDecimal LiquidationThreshold { get; init; }

    /// <summary>Set when our own breakdown and the contract's answer differ beyond its rounding: both numbers, in words.</summary>
    public string? Disagreement { get; init; }
}

/// <summary>A share of a liquidity pool.</summary>
/// <param name="Legs">Withdrawable tokens in the pool's order, then uncollected fees.</param>
public sealed record LiquidityPosition(string Id, string Protocol, string Name, ImmutableArray<Leg> Legs) : Position(Id, Protocol, Name)
{
    public required Address Pool { get; init; }

    /// <summary>The curve the pool trades on, with this position on it.</summary>
    public required PoolCurve Curve { get; init; }

    /// <summary>Share of the whole pool, where the pool is shared pro rata.</summary>
    public BigDecimal? Share { get; init; }

    /// <summary>The NFT's id and ticks, of a concentrated position.</summary>
    public ConcentratedRange? Range { get; init; }
}

/// <summary>A concentrated position's ticks; in range by the contract's own test, <c>Lower &lt;= Tick &lt; Upper</c>.</summary>
public sealed record ConcentratedRange(BigInteger TokenId, int Tick, int Lower, int Upper)
{
    public bool Contains => Lower <= Tick && Tick < Upper;
}
