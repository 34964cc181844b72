namespace Watcher.Evm.Abi;

/// <summary>Data that is not what the ABI says: truncated, too long, dirty bits, absurd lengths or offsets.</summary>
public sealed class AbiException(string message) : Exception(message);
