namespace Watcher.Devnet.Node;

/// <summary>What stands where on the chain.</summary>
sealed class Deployment(LocalChain chain, Contracts contracts)
{
    readonly Dictionary<string, Contract> known = [];

    public LocalChain Chain => chain;
    public Contracts Contracts => contracts;

    /// <summary>Remembers a contract under a name such as <c>AaveV3/Pool</c>.</summary>
    public Contract Record(string name, Contract contract) => known[name] = contract;

    /// <summary>The contract that was recorded under the name.</summary>
    public Contract this[string name] => known[name];

    public Contract At(Address address, Artifact artifact) => new(address, artifact.Abi, chain);
}
