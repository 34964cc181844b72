using Watcher.Evm;

namespace Watcher.Protocols.AaveV3;

/// <summary>An Aave V3 market, or a fork's, by its <c>PoolAddressesProvider</c>.</summary>
public sealed class AaveV3Protocol : IProtocol
{
    readonly Market market;

    AaveV3Protocol(Market market) => this.market = market;

    public static ProtocolKind Kind { get; } = new("aave-v3", Create, [typeof(AverageThresholdRule), typeof(WeightedCollateralRule)]);

    public string Name => Kind.Name;

    public string Deployment => market.Name;

    public Read<ProtocolReading> Read(PinnedBlock block, Address wallet, ulong? since) => new AccountReader(market, block, wallet).Reading(since);

    static AaveV3Protocol Create(DeploymentSettings settings)
    {
        var node = settings.Node;
        var market = new Market(settings.Chain, node.RequiredText("Name"), node.RequiredAddress("PoolAddressesProvider"), settings.Assets);
        node.Done();
        return new(market);
    }
}
