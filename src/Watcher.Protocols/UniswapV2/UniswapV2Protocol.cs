using Watcher.Evm;
using Watcher.Protocols.Erc20;
using Watcher.Settings;

namespace Watcher.Protocols.UniswapV2;

/// <summary>The configured pairs of a Uniswap V2 factory, or a fork's with the same protocol fee.</summary>
public sealed class UniswapV2Protocol : IProtocol
{
    readonly IReadOnlyList<Address> pairs;
    readonly PairReader reader;

    UniswapV2Protocol(string deployment, IReadOnlyList<Address> pairs, PairReader reader)
    {
        Deployment = deployment;
        this.pairs = pairs;
        this.reader = reader;
    }

    public static ProtocolKind Kind { get; } = new("uniswap-v2", Create, [typeof(ConstantProductCurve)]);

    public string Name => Kind.Name;

    public string Deployment { get; }

    public async Read<ProtocolReading> Read(PinnedBlock block, Address wallet, ulong? since)
    {
        var asked = pairs.Select(pair => reader.Position(block, wallet, pair)).ToArray();
        List<Position> held = [];
        for (var i = 0; i < asked.Length; i++)
            if (await asked[i] is { } position) held.Add(position);
        return new([.. held], []);
    }

    static UniswapV2Protocol Create(DeploymentSettings settings)
    {
        var node = settings.Node;
        var name = node.RequiredText("Name");
        var factory = node.RequiredAddress("Factory");
        var pairs = Pairs(node);
        node.Done();
        return new(name, pairs, new($"{settings.Chain}/{Kind.Name}/{name}", name, factory, new(settings.Chain, settings.Assets)));
    }

    static List<Address> Pairs(SettingsNode node)
    {
        var pairs = new List<Address>();
        foreach (var pair in node.Addresses("Pairs"))
        {
            if (pairs.Contains(pair)) node.Problem("Pairs", $"{pair} is listed twice");
            else pairs.Add(pair);
        }
        return pairs;
    }
}
