using System.Collections.Immutable;

namespace Watcher.Devnet.AaveV3;

/// <summary>A loan to be opened.</summary>
sealed record Loan(Address Wallet, ImmutableArray<(Token Token, decimal Amount)> Collaterals, Token Debt, decimal Amount);
