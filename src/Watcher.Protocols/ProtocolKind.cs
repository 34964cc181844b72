using System.Collections.Immutable;
using Watcher.Rules;

namespace Watcher.Protocols;

/// <summary>A protocol we can read, as it is registered.</summary>
/// <param name="Name">The key under <c>Protocols</c> in a chain's settings.</param>
/// <param name="Create">A deployment from its settings; problems are reported to the settings node, never thrown.</param>
/// <param name="Facts">Its own <see cref="SolvencyRule"/> and <see cref="PoolCurve"/> types, which are stored with the readings.</param>
public sealed record ProtocolKind(string Name, Func<DeploymentSettings, IProtocol> Create, ImmutableArray<Type> Facts)
{
    /// <summary>It needs no settings and is read on every chain, for every wallet; it is no key under <c>Protocols</c>.</summary>
    public bool OnEveryChain { get; init; }

    /// <summary>What its positions have metrics of, known before any was read: balances are the wallet's own; null for a protocol without such facts.</summary>
    public MetricScope? Scope =>
        Facts.Any(type => type.IsSubclassOf(typeof(SolvencyRule))) ? MetricScope.Loan
        : Facts.Any(type => type.IsSubclassOf(typeof(PoolCurve))) ? MetricScope.Liquidity
        : OnEveryChain ? MetricScope.Wallet
        : null;
}
