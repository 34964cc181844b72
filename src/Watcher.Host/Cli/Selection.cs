namespace Watcher.Host.Cli;

/// <summary>What the command line asks to be read.</summary>
/// <param name="Addresses">Empty = the configured wallets.</param>
/// <param name="Chains">Empty = all of a wallet's.</param>
/// <param name="Rpc">Nodes to ask instead of the configured ones.</param>
/// <param name="Config">Configuration files.</param>
sealed record Selection(IReadOnlyList<Address> Addresses, IReadOnlyList<string> Chains, IReadOnlyList<string> Rpc, IReadOnlyList<string> Config)
{
    /// <summary>One configured wallet, by its label or address; null = all of them.</summary>
    public string? Wallet { get; init; }
}

/// <param name="Block">A number, <c>latest</c>, <c>safe</c> or <c>finalized</c>.</param>
sealed record CheckOptions(Selection What, string Block, TimeSpan Timeout, bool Json);
