using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Devnet;
using Watcher.Evm;
using Watcher.Evm.Rpc;
using Watcher.Positions;
using Watcher.Prices;
using Watcher.Protocols;
using Watcher.Protocols.AaveV3;
using Watcher.Settings;

namespace Watcher.EndToEnd.AaveV3;

/// <summary>The market of the local chain, read as the service reads it; what never changes is remembered from one reading to the next.</summary>
sealed class MarketWatch : IDisposable
{
    const string Chain = "devnet";
    readonly HttpTransport http;
    readonly ChainClient client;
    readonly IProtocol market;

    public MarketWatch(DevnetNode node)
    {
        http = new(node.Url, 0);
        Wire = new(http);
        Assets = new(node.Tokens.All.Select(token => new KnownAsset(
            new(Chain, token.Address, token.Symbol, token.Decimals), token.Group, new(token.Feed.Address, TimeSpan.FromHours(25)), WrapsNative: false)));
        client = new(DevnetTest.Patient, [Wire], TimeProvider.System, new FixedFacts());
        market = Deployment(node, Assets);
    }

    public CountedTransport Wire { get; }

    public AssetBook Assets { get; }

    public void Dispose() => http.Dispose();

    /// <summary>The wallet's position, which must be readable; null where it has none.</summary>
    public async Task<LendingPosition?> Loan(Address wallet) => (LendingPosition?)(await Read(wallet)).Positions.SingleOrDefault();

    public async Task<ProtocolReading> Read(Address wallet, ulong? since = null) => (await ReadAll([wallet], since))[0];

    public async Task<ImmutableArray<ProtocolReading>> ReadAll(IEnumerable<Address> wallets, ulong? since = null)
    {
        var block = await client.Pin(BlockSelector.Latest, CancellationToken.None);
        var readers = wallets.Select(wallet => (Func<Read<ProtocolReading>>)(() => market.Read(block, wallet, since)));
        var outcomes = await client.Run(block, readers, CancellationToken.None);
        return [.. outcomes.Select(outcome => outcome.Ok ? outcome.Value : throw new ReadFailedException(outcome.Failure))];
    }

    /// <summary>What a feed says at the newest block.</summary>
    public async Task<PriceAnswer> Price(IPriceSource source, KnownAsset asset)
    {
        var block = await client.Pin(BlockSelector.Latest, CancellationToken.None);
        var outcome = (await client.Run(block, [() => source.Read(block, asset)], CancellationToken.None))[0];
        return outcome.Ok ? outcome.Value : throw new ReadFailedException(outcome.Failure);
    }

    static IProtocol Deployment(DevnetNode node, AssetBook assets)
    {
        var problems = new List<SettingsProblem>();
        var json = new JsonObject { ["Name"] = "main", ["PoolAddressesProvider"] = node.AaveV3.AddressesProvider.Address.ToString() };
        var deployment = AaveV3Protocol.Kind.Create(new(Chain, new(json, "Watcher:Chains:devnet:Protocols:aave-v3[0]", problems), assets));
        Assert.Empty(problems);
        return deployment;
    }
}
