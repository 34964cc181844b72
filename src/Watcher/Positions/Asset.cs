namespace Watcher.Positions;

/// <summary>What is held or owed on one chain. Without <see cref="Address"/> it is the chain's native asset.</summary>
/// <param name="Symbol">As configured, else as the contract says (then hostile text: escape it for every output); null when unreadable.</param>
/// <param name="Decimals">Null when the contract does not tell: then only raw integers can be reported, never an amount.</param>
public sealed record Asset(string Chain, Address? Address, string? Symbol, int? Decimals)
{
    public AssetKey Key => new(Chain, Address);
}

/// <summary>The identity of an asset: its chain, and its contract or none for the native asset.</summary>
public readonly record struct AssetKey(string Chain, Address? Address);
