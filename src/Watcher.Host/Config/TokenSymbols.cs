using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Evm;
using Watcher.Host.Cycle;
using Watcher.Protocols.Erc20;

namespace Watcher.Host.Config;

/// <summary>Fills in the symbols that the configuration leaves to the tokens themselves, so that targets and rules may name them.</summary>
static class TokenSymbols
{
    /// <param name="load">Loads the configuration with a change to its tree; strictly, where every symbol must be known.</param>
    /// <exception cref="ConfigurationException">Also where a name needs a symbol that could not be read.</exception>
    public static async Task<WatcherConfig> Complete(Func<Action<JsonObject>, bool, WatcherConfig> load, TimeSpan limit, CancellationToken cancellation)
    {
        var config = load(_ => { }, false);
        if (!config.Assets.All.Any(a => a.Asset.Symbol is null)) return config;
        var found = await Task.WhenAll(config.Chains.Select(chain => Read(chain, limit, cancellation)));
        return load(tree => Write(tree, found.SelectMany(f => f)), true);
    }

    static async Task<IReadOnlyList<(AssetKey Key, string Symbol)>> Read(ChainConfig chain, TimeSpan limit, CancellationToken cancellation)
    {
        var nameless = chain.Assets.Where(a => a.Asset.Symbol is null).Select(a => a.Asset.Key).ToImmutableArray();
        if (nameless.IsEmpty) return [];
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        try
        {
            var client = ChainConnection.Open(chain, TimeProvider.System, new());
            var block = await client.Pin(BlockSelector.Latest, deadline.Token);
            var symbols = await client.Run(block, nameless.Select(key => (Func<Read<string?>>)(() => TokenSymbol.Of(block, key.Address!.Value))), deadline.Token);
            return [.. nameless.Zip(symbols).Where(s => s.Second is { Ok: true, Value: not null }).Select(s => (s.First, s.Second.Value!))];
        }
        catch (Exception unread) when (unread is ReadFailedException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return [];
        }
    }

    static void Write(JsonObject tree, IEnumerable<(AssetKey Key, string Symbol)> found)
    {
        foreach (var (key, symbol) in found)
        {
            var chain = JsonTree.Find(JsonTree.Find(tree, "Chains") as JsonObject, key.Chain) as JsonObject;
            foreach (var token in (JsonTree.Find(chain, "Tokens") as JsonArray ?? []).OfType<JsonObject>())
                if (Address.TryParse(JsonTree.Find(token, "Address")?.ToString(), out var address) && address == key.Address) token["Symbol"] = symbol;
        }
    }
}
