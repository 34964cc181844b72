namespace Watcher.Protocols.AaveV3;

/// <summary>A configured market.</summary>
/// <param name="Provider">Its <c>PoolAddressesProvider</c>, which names the pool and the oracle.</param>
sealed record Market(string Chain, string Name, Address Provider, AssetBook Assets)
{
    public string PositionId(Address wallet) => $"{Chain}/{AaveV3Protocol.Kind.Name}/{Name}/{wallet}";
}
