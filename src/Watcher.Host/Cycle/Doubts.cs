using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Host.Config;

namespace Watcher.Host.Cycle;

/// <summary>What a second endpoint is asked.</summary>
/// <param name="Wanted">What is about to wake somebody, or is in dispute.</param>
/// <param name="Wallets">Who is read again for it.</param>
sealed record Doubts(ImmutableArray<Observation> Wanted, ImmutableArray<WalletConfig> Wallets);
