using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spectre.Console;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Host.Cycle;

namespace Watcher.Host.Cli;

/// <summary>Reads what the command line selects, once and without a database: the first half of <c>check</c> and <c>stress</c>.</summary>
sealed record OneShot(WatcherConfig Config, ImmutableArray<BlockSnapshot> Snapshots)
{
    const string UnknownChain = "unknown";

    /// <param name="check">Refuses what the configuration cannot serve, before any wallet is read.</param>
    public static async Task<OneShot> Read(CheckOptions options, Action<WatcherConfig> check, CancellationToken cancellation)
    {
        var what = options.What;
        var (nodes, chain) = await ChainOf(what, cancellation);
        var config = await ConfigLoader.Load(what.Config, chain is null ? what.Chains : [chain.Name], tree =>
        {
            if (chain is not null) SetNodes(tree, chain, nodes);
        }, new(TimeProvider.System, TextWriter.Null), options.Timeout, cancellation);
        check(config);
        var wanted = Wanted(config, what, chain?.Name);
        Endpoints.Announce(wanted.Select(w => w.Chain));
        if (chain?.Failure is { } failure) return new(config, [new BlockSnapshot.Unreached(wanted[0].Chain, wanted[0].Wallets, failure)]);
        return new(config, await Progress(wanted, options, cancellation));
    }

    /// <summary>The chain that the nodes on the command line are asked for: as named, else the one they say they serve.</summary>
    static async Task<(IReadOnlyList<Uri> Nodes, NamedChain? Chain)> ChainOf(Selection what, CancellationToken cancellation)
    {
        if (what.Rpc.Count == 0) return ([], null);
        if (what.Chains.Count > 1) throw new UsageException($"--rpc: serves one chain: give one --chain with it");
        var nodes = what.Rpc.Select(Node).ToList();
        var (id, failure) = what.Chains.Count == 0 ? await ChainByNode.Ask(nodes, cancellation) : (null, null);
        var tree = ConfigSources.OfProcess(what.Config).Read();
        return (nodes, what.Chains.Count == 1 ? new(what.Chains[0], null, null)
            : id is { } known ? new(ChainByNode.Find(tree, known, ShippedChains.BesideTheProgram) ?? ChainByNode.NameOf(known), known, null)
            : new(UnknownChain, 0, failure));
    }

    static Uri Node(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        ? url : throw new UsageException($"--rpc: is not an http or https URL");

    /// <summary>Puts the nodes of the command line in the place of the chain's own; a chain that nobody knows is made of them alone.</summary>
    static void SetNodes(JsonObject tree, NamedChain chain, IReadOnlyList<Uri> nodes)
    {
        var over = new JsonObject { ["Rpc"] = new JsonArray([.. nodes.Select(n => JsonValue.Create(n.ToString()))]) };
        var isKnown = JsonTree.Find(JsonTree.Find(tree, "Chains") as JsonObject, chain.Name) is not null || ShippedChains.BesideTheProgram.Find(chain.Name) is not null;
        if (!isKnown && chain.Id is { } id) over["ChainId"] = Math.Max(id, 1);
        var merged = JsonTree.Merge(tree, new() { ["Chains"] = new JsonObject { [chain.Name] = over } });
        tree.Clear();
        foreach (var (key, value) in merged) tree[key] = value?.DeepClone();
    }

    static ImmutableArray<(ChainConfig Chain, ImmutableArray<WalletConfig> Wallets)> Wanted(WatcherConfig config, Selection what, string? onChain)
    {
        string[] named = onChain is null ? [.. what.Chains] : [onChain];
        foreach (var name in named.Where(n => config.Find(n) is null))
            throw new UsageException($"--chain: there is no chain '{name}'{Settings.Suggestion.For(name, config.Chains.Select(c => c.Name).Concat(ShippedChains.BesideTheProgram.Names))}");
        var wallets = what.Addresses.Count == 0 ? config.Wallets
            : [.. what.Addresses.Select(a => config.Wallets.FirstOrDefault(w => w.Address == a) ?? new(a, null, [.. config.Chains.Select(c => c.Name)], null))];
        if (wallets.IsEmpty) throw new ConfigurationException("Watcher:Wallets", "names no wallet: give an ADDRESS, or configure a wallet");
        var chains = config.Chains.Where(c => named.Length == 0 || named.Contains(c.Name, StringComparer.OrdinalIgnoreCase))
            .Select(c => (c, wallets.Where(w => w.Chains.Contains(c.Name) || (named.Length > 0 && what.Addresses.Count > 0)).ToImmutableArray()))
            .Where(c => !c.Item2.IsEmpty).ToImmutableArray();
        return !chains.IsEmpty ? chains : throw new UsageException($"--chain: no configured wallet is on {string.Join(", ", named)}: give an ADDRESS");
    }

    static async Task<ImmutableArray<BlockSnapshot>> Progress(ImmutableArray<(ChainConfig Chain, ImmutableArray<WalletConfig> Wallets)> wanted, CheckOptions options, CancellationToken cancellation)
    {
        if (!Terminal.Interactive || options.Json) return await ReadAll(wanted, options, cancellation);
        var what = $"Reading {wanted.Sum(w => w.Wallets.Length)} wallets on {string.Join(", ", wanted.Select(w => w.Chain.Name))}";
        return await Terminal.Error.Status().StartAsync(Markup.Escape(what), _ => ReadAll(wanted, options, cancellation));
    }

    static async Task<ImmutableArray<BlockSnapshot>> ReadAll(ImmutableArray<(ChainConfig Chain, ImmutableArray<WalletConfig> Wallets)> wanted, CheckOptions options, CancellationToken cancellation)
    {
        var selector = Selector(options.Block);
        return [.. await Task.WhenAll(wanted.Select(w => BlockReader.Of(w.Chain, TimeProvider.System, new FixedFacts()).Read(selector, w.Wallets, options.Timeout, cancellation)))];
    }

    static BlockSelector Selector(string text) => text switch
    {
        "latest" => BlockSelector.Latest,
        "safe" => BlockSelector.Safe,
        "finalized" => BlockSelector.Finalized,
        _ => BlockSelector.Number(ulong.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
    };

    /// <param name="Id">As the nodes say; null where the command line names the chain.</param>
    /// <param name="Failure">No node told which chain it serves.</param>
    sealed record NamedChain(string Name, ulong? Id, Failure? Failure);
}
