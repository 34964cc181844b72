using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Watcher.Evm;
using Watcher.Protocols;
using Watcher.Settings;

namespace Watcher.Host.Config;

/// <summary>Reads one entry of <c>Chains</c>, in two steps: first what it is made of, then, when the assets of all chains are known, its protocols.</summary>
sealed class ChainSection(string name, SettingsNode node, bool shippedEndpoints, JsonObject json)
{
    /// <summary>The settings of a protocol that needs none.</summary>
    static SettingsNode Nothing => new(null, "", []);

    static readonly string[] NotInReadings = ["Rpc", "Client", "Heads", "Budget", "Every", "MaxHeadAge", "Multicall3"];

    public string Name => name;

    /// <summary>The chain's own assets: the native one first.</summary>
    public ImmutableArray<KnownAsset> Assets()
    {
        var settings = node.Object("Native");
        var wrapped = settings.Address("Wrapped");
        var native = new KnownAsset(new(name, null, settings.Text("Symbol") ?? "ETH", 18), settings.Text("Group"), Feed(settings), false);
        settings.Done();
        var tokens = (node.Objects("Tokens") ?? []).Select(token => Token(token, native, wrapped)).OfType<KnownAsset>().ToList();
        if (wrapped is { } address && !tokens.Exists(t => t.WrapsNative))
            tokens.Add(new(new(name, address, $"W{native.Asset.Symbol}", null), native.Group, native.Feed, true));
        ReportDoubles(tokens);
        return [native, .. tokens.DistinctBy(t => t.Asset.Key)];
    }

    public ChainConfig Chain(ImmutableArray<KnownAsset> own, AssetBook all)
    {
        var configured = Deployments(all);
        var chain = new ChainConfig(name, ChainId(), Endpoints(), Client(), shippedEndpoints, node.Duration("Every"), node.Duration("MaxHeadAge"),
            Multicall3(), own, [.. OnEveryChain(all), .. configured], configured, Revision())
        {
            Heads = Heads(),
            Budget = BudgetSection.Read(node),
        };
        if (chain.Every is { } every && every <= TimeSpan.Zero) node.Problem("Every", "must be longer than 0s");
        node.Done();
        return chain;
    }

    KnownAsset? Token(SettingsNode token, KnownAsset native, Address? wrapped)
    {
        var address = token.RequiredAddress("Address");
        var wraps = address == wrapped;
        var known = new KnownAsset(new(name, address, token.Text("Symbol"), null), token.Text("Group") ?? (wraps ? native.Group : null),
            Feed(token) ?? (wraps ? native.Feed : null), wraps);
        if (known.Asset.Symbol is { } symbol && (symbol.Length == 0 || symbol.Contains(':', StringComparison.Ordinal) || symbol.Equals("native", StringComparison.OrdinalIgnoreCase)))
            token.Problem("Symbol", $"'{symbol}' cannot be a symbol: it must not be empty, 'native' or contain a colon");
        token.Done();
        return address == default ? null : known;
    }

    static PriceFeed? Feed(SettingsNode node)
    {
        var (feed, heartbeat) = (node.Address("PriceFeed"), node.Duration("Heartbeat"));
        return feed is { } address ? new(address, heartbeat ?? Watcher.Protocols.Protocols.PriceFeeds.DefaultHeartbeat) : null;
    }

    void ReportDoubles(List<KnownAsset> tokens)
    {
        foreach (var twice in tokens.Where(t => t.Asset.Address is not null).GroupBy(t => t.Asset.Key).Where(g => g.Count() > 1))
            node.Problem("Tokens", $"lists {twice.Key.Address} {twice.Count()} times; keep one");
    }

    ulong ChainId()
    {
        if (node.Has("ChainId") && node.Integer("ChainId") is { } id)
        {
            if (id > 0) return (ulong)id;
            node.Problem("ChainId", "must be positive");
        }
        else if (!node.Has("ChainId"))
            node.Problem("ChainId", $"is required ('{name}' is not one of the shipped chains{Suggestion.For(name, ShippedChains.BesideTheProgram.Names)})");
        return 0;
    }

    ImmutableArray<Uri> Heads() => Urls("Heads", "a ws or wss URL", "ws", "wss");

    ImmutableArray<Uri> Endpoints()
    {
        if (node.Texts("Rpc") is not { Count: > 0 }) node.Problem("Rpc", "names no endpoint: give the URL of at least one node");
        return Urls("Rpc", "an http or https URL", "http", "https");
    }

    ImmutableArray<Uri> Urls(string key, string what, params string[] schemes)
    {
        var urls = ImmutableArray.CreateBuilder<Uri>();
        foreach (var (text, i) in (node.Texts(key) ?? []).Select((text, i) => (text, i)))
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme)) urls.Add(url);
            else node.Problem($"{key}[{i}]", $"is not {what}");
        }
        return urls.ToImmutable();
    }

    Address? Multicall3() => node.Has("Multicall3") ? node.Text("Multicall3") is "" or "none" ? null : node.Address("Multicall3") : ChainClientOptions.UsualMulticall3;

    string Client()
    {
        var client = node.OneOf("Client", Transports.Builtin, Transports.Nethereum) ?? Transports.Builtin;
        if (!Transports.Has(client))
            node.Problem("Client", "this build has no Nethereum in it: build with `dotnet build -p:UseNethereum=true`, or write \"builtin\"");
        return client;
    }

    ImmutableArray<IProtocol> Deployments(AssetBook assets)
    {
        var settings = node.Object("Protocols");
        var deployments = Watcher.Protocols.Protocols.All.Where(kind => !kind.OnEveryChain).SelectMany(kind => Deployments(kind, settings, assets)).ToList();
        settings.Done();
        foreach (var twice in deployments.GroupBy(d => (d.Name, d.Deployment)).Where(g => g.Count() > 1))
            settings.Problem(twice.Key.Name, $"has {twice.Count()} entries named '{twice.Key.Deployment}'; give each its own Name");
        return [.. deployments];
    }

    IEnumerable<IProtocol> OnEveryChain(AssetBook assets) =>
        Watcher.Protocols.Protocols.All.Where(kind => kind.OnEveryChain).Select(kind => kind.Create(new(name, Nothing, assets)));

    IEnumerable<IProtocol> Deployments(ProtocolKind kind, SettingsNode settings, AssetBook assets) =>
        (settings.Objects(kind.Name) ?? []).Select(entry => kind.Create(new(name, entry, assets)));

    string Revision()
    {
        var relevant = new JsonObject(json.Where(pair => !NotInReadings.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(relevant.ToJsonString())))[..16];
    }
}
