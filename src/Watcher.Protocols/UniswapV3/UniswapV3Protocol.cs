using Watcher.Evm;

namespace Watcher.Protocols.UniswapV3;

/// <summary>The positions of a Uniswap V3 position manager, or a fork's: all NFTs that the wallet owns.</summary>
public sealed class UniswapV3Protocol : IProtocol
{
    readonly PositionReader reader;

    UniswapV3Protocol(string deployment, PositionReader reader)
    {
        Deployment = deployment;
        this.reader = reader;
    }

    public static ProtocolKind Kind { get; } = new("uniswap-v3", Create, [typeof(ConcentratedCurve)]);

    public string Name => Kind.Name;

    public string Deployment { get; }

    public async Read<ProtocolReading> Read(PinnedBlock block, Address wallet, ulong? since) =>
        new(await reader.Positions(block, wallet), []);

    static UniswapV3Protocol Create(DeploymentSettings settings)
    {
        var node = settings.Node;
        var name = node.RequiredText("Name");
        var reader = new PositionReader($"{settings.Chain}/{Kind.Name}/{name}", name, node.RequiredAddress("Factory"),
            node.RequiredAddress("PositionManager"), new(settings.Chain, settings.Assets));
        node.Done();
        return new(name, reader);
    }
}
