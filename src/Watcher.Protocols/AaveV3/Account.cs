namespace Watcher.Protocols.AaveV3;

/// <summary>An account as its pool knows it.</summary>
/// <param name="EMode">Its e-mode category; 0 = none.</param>
sealed record Account(AccountData Data, UserConfiguration Configuration, byte EMode, PoolVersion Pool);
