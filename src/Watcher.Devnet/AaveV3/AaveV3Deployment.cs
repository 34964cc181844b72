using Watcher.Devnet.Node;
using Watcher.Devnet.Tokens;

namespace Watcher.Devnet.AaveV3;

/// <summary>
/// Deploys an Aave V3.0.2 market in two blocks, as Aave's own deployment scripts do: the contracts, then, behind the proxies that the addresses
/// provider has made, the reserves.
/// </summary>
static class AaveV3Deployment
{
    /// <summary>Everything up to the pool's and the configurator's proxies.</summary>
    public static void DeployContracts(BlockDraft block, Deployment deployment)
    {
        var contracts = deployment.Contracts;
        var admin = BlockDraft.Deployer;
        var libraries = DeployLibraries(block, contracts);
        var provider = deployment.Record(
            "AaveV3/PoolAddressesProvider", block.Deploy(Configuration(contracts, "PoolAddressesProvider"), "Watcher devnet market", admin));
        block.Send(admin, provider, "setACLAdmin", admin);
        var access = block.Deploy(Configuration(contracts, "ACLManager"), provider.Address);
        block.Send(admin, provider, "setACLManager", access.Address);
        block.Send(admin, access, "addPoolAdmin", admin);
        block.Send(admin, provider, "setPoolImpl", block.Deploy(Pool(contracts, "Pool"), libraries, provider.Address).Address);
        block.Send(admin, provider, "setPoolConfiguratorImpl", block.Deploy(Pool(contracts, "PoolConfigurator"), libraries).Address);
        var data = deployment.Record(
            "AaveV3/ProtocolDataProvider", block.Deploy(AaveV3Artifacts.Misc(contracts, "AaveProtocolDataProvider"), provider.Address));
        block.Send(admin, provider, "setPoolDataProvider", data.Address);
    }

    /// <summary>The oracle and the reserves; needs <see cref="DeployContracts"/> mined.</summary>
    public static async Task ListReserves(BlockDraft block, Deployment deployment)
    {
        var provider = deployment["AaveV3/PoolAddressesProvider"];
        var pool = await Proxy(deployment, provider, "Pool");
        var configurator = await Proxy(deployment, provider, "PoolConfigurator");
        DeployOracle(block, deployment, provider);
        var listing = new Listing(block, deployment, configurator, provider.Address, pool.Address);
        block.Send(
            BlockDraft.Deployer, configurator, "setEModeCategory",
            ReserveKind.CorrelatedCategory, 9_300, 9_500, 10_100, Address.Zero, "ETH correlated");
        foreach (var reserve in ReserveKind.All) listing.List(reserve);
    }

    static async Task<Contract> Proxy(Deployment deployment, Contract provider, string name) =>
        deployment.Record($"AaveV3/{name}", deployment.At(await provider.Get<Address>($"get{name}"), Pool(deployment.Contracts, name)));

    static void DeployOracle(BlockDraft block, Deployment deployment, Contract provider)
    {
        var tokens = TokenKind.All.Select(kind => TokenDeployment.Find(deployment, kind)).ToList();
        var oracle = deployment.Record("AaveV3/Oracle", block.Deploy(
            AaveV3Artifacts.Misc(deployment.Contracts, "AaveOracle"), provider.Address,
            Objects(tokens.Select(token => token.Address)), Objects(tokens.Select(token => token.Feed.Address)),
            Address.Zero, Address.Zero, Fixed.Scale(1, Chainlink.PriceFeed.Decimals)));
        block.Send(BlockDraft.Deployer, provider, "setPriceOracle", oracle.Address);
    }

    static Dictionary<string, Address> DeployLibraries(BlockDraft block, Contracts contracts)
    {
        var libraries = new Dictionary<string, Address>();
        foreach (var name in AaveV3Artifacts.Libraries)
            libraries[name] = block.Deploy(AaveV3Artifacts.Library(contracts, name), libraries).Address;
        return libraries;
    }

    static object[] Objects(IEnumerable<Address> addresses) => [.. addresses.Cast<object>()];

    static Artifact Configuration(Contracts contracts, string name) => AaveV3Artifacts.Protocol(contracts, "configuration", name);

    static Artifact Pool(Contracts contracts, string name) => AaveV3Artifacts.Protocol(contracts, "pool", name);
}
