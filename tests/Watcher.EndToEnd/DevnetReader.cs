using System.Collections.Immutable;
using Watcher.Devnet;
using Watcher.Evm;
using Watcher.Evm.Rpc;
using Watcher.Positions;
using Watcher.Protocols;
using Watcher.Settings;

namespace Watcher.EndToEnd;

/// <summary>One protocol of the local chain, read as the service reads it, with the settings that the chain gives for itself.</summary>
sealed class DevnetReader : IDisposable
{
    const string Chain = "devnet";
    readonly HttpTransport http;
    readonly ChainClient client;
    readonly IProtocol protocol;

    public DevnetReader(DevnetNode node, ProtocolKind kind, bool withOddTokens = true)
    {
        http = new(node.Url, 0);
        client = new(DevnetTest.Patient, [http], TimeProvider.System, new FixedFacts());
        var assets = node.Tokens.All.Select(token => new KnownAsset(new(Chain, token.Address, token.Symbol, null), token.Group, null, token == node.Tokens.Weth));
        var odd = node.Tokens.Odd.Values.Where(_ => withOddTokens).Select(token => new KnownAsset(new(Chain, token.Address, null, null), null, null, false));
        protocol = Deployment(node, kind, new([new(new(Chain, null, "ETH", 18), "eth", null, false), .. assets, .. odd]));
    }

    public void Dispose() => http.Dispose();

    /// <summary>What the wallet has at the newest block; it must be readable.</summary>
    public async Task<ImmutableArray<T>> Positions<T>(Address wallet)
        where T : Position
    {
        var block = await client.Pin(BlockSelector.Latest, CancellationToken.None);
        var outcome = (await client.Run(block, [() => protocol.Read(block, wallet, null)], CancellationToken.None))[0];
        return outcome.Ok ? [.. outcome.Value.Positions.Cast<T>()] : throw new ReadFailedException(outcome.Failure);
    }

    static IProtocol Deployment(DevnetNode node, ProtocolKind kind, AssetBook assets)
    {
        var problems = new List<SettingsProblem>();
        var settings = node.Configuration()["Watcher"]!["Chains"]![Chain]!["Protocols"]![kind.Name]?[0]?.AsObject();
        var deployment = kind.Create(new(Chain, new(settings, kind.Name, problems), assets));
        Assert.Empty(problems);
        return deployment;
    }
}
