using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Channels;
using Watcher.Channels.Console;
using Watcher.Risk;
using Watcher.Rules;
using Watcher.Settings;

namespace Watcher.Host.Config;

/// <summary>Reads and validates the whole tree, so that a person sees every problem at once.</summary>
sealed class ConfigReader
{
    readonly List<SettingsProblem> problems = [];
    readonly SettingsNode root;
    readonly ChainLayers layers;

    readonly bool strict;

    readonly ChannelContext channelContext;

    ConfigReader(ChainLayers layers, ChannelContext channels, bool strict)
    {
        (this.layers, channelContext, this.strict) = (layers, channels, strict);
        root = new(layers.Tree, "Watcher", problems);
    }

    /// <param name="strict">Tokens without a symbol have none; else a name that is not found may be theirs.</param>
    /// <exception cref="ConfigurationException">With every problem.</exception>
    public static WatcherConfig Read(ChainLayers layers, ChannelContext channels, bool strict = true)
    {
        var reader = new ConfigReader(layers, channels, strict);
        var config = reader.Read();
        return reader.problems.Count == 0 ? config : throw new ConfigurationException(reader.problems);
    }

    WatcherConfig Read()
    {
        var readers = root.Object("Chains").Entries()
            .Select(e => new ChainSection(e.Name, e.Node, layers.OnShippedEndpoints.Contains(e.Name), (JsonTree.Find(layers.Tree, "Chains") as JsonObject)?[e.Name] as JsonObject ?? [])).ToList();
        var assets = readers.Select(r => r.Assets()).ToList();
        var book = new AssetBook(assets.SelectMany(a => a));
        var chains = readers.Zip(assets, (r, a) => r.Chain(a, book)).ToImmutableArray();
        var wallets = Wallets(chains);
        var portfolios = Portfolios(wallets, chains);
        var channels = Channels();
        var rules = Rules(chains, wallets, portfolios, channels, book);
        var config = new WatcherConfig(chains, book, wallets, portfolios, rules, channels, Store(), Schedule(), Api(), Telemetry());
        ReportLateBudgets(config);
        root.Done();
        return config;
    }

    void ReportLateBudgets(WatcherConfig config)
    {
        foreach (var chain in config.Chains.Where(c => c.Budget is { } budget && budget.MaxUnread < c.Looks(config.Schedule.Every)))
            root.Problem($"Chains:{chain.Name}:Budget:MaxUnread", $"is shorter than the {Durations.Text(chain.Looks(config.Schedule.Every))} between two looks at the chain: lengthen it, or shorten Every");
    }

    /// <summary>Without any channel, the console.</summary>
    ImmutableArray<IChannel> Channels()
    {
        var entries = root.Object("Channels").Entries();
        return entries.Count == 0
            ? [new ConsoleChannel(ConsoleChannel.Type, channelContext.Output)]
            : [.. entries.Select(entry => Watcher.Channels.Channels.Create(entry.Name, entry.Node, channelContext)).OfType<IChannel>()];
    }

    ImmutableArray<Rule> Rules(
        ImmutableArray<ChainConfig> chains, ImmutableArray<WalletConfig> wallets, ImmutableArray<PortfolioConfig> portfolios, ImmutableArray<IChannel> channels, AssetBook book)
    {
        return RuleSettings.Read(root, new()
        {
            Wallets = [.. wallets.Select(w => w.Address.ToString()), .. wallets.Select(w => w.Label).OfType<string>(), .. portfolios.Select(p => p.Label)],
            Chains = [.. chains.Select(c => c.Name)],
            Protocols = [.. Watcher.Protocols.Protocols.All.Select(kind => kind.Name)],
            Channels = [.. channels.Select(c => c.Name)],
            Assets = strict || !book.All.Any(a => a.Asset.Symbol is null) ? book : null,
        });
    }

    ImmutableArray<WalletConfig> Wallets(ImmutableArray<ChainConfig> chains)
    {
        var wallets = (root.Objects("Wallets") ?? []).Select(node => Wallet(node, chains)).ToImmutableArray();
        ReportDoubles("Wallets", wallets.Select(w => w.Address.ToString()), "the address");
        ReportDoubles("Wallets", wallets.Select(w => w.Label).OfType<string>(), "the label");
        return wallets;
    }

    WalletConfig Wallet(SettingsNode node, ImmutableArray<ChainConfig> chains)
    {
        var named = node.Texts("Chains") ?? [];
        for (var i = 0; i < named.Count; i++)
        {
            if (!chains.Any(c => c.Name.Equals(named[i], StringComparison.OrdinalIgnoreCase)))
                node.Problem($"Chains[{i}]", $"there is no chain '{named[i]}'{Suggestion.For(named[i], KnownChains(chains))}; name one under Chains or a shipped one");
        }
        var on = chains.Where(c => named.Count == 0 || named.Contains(c.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        var wallet = new WalletConfig(node.RequiredAddress("Address"), node.Text("Label"), [.. on.Select(c => c.Name)],
            ReadTargets(node, on));
        if (wallet.Label is { } label && Address.TryParse(label, out _)) node.Problem("Label", "must not look like an address");
        node.Done();
        return wallet;
    }

    ImmutableArray<PortfolioConfig> Portfolios(ImmutableArray<WalletConfig> wallets, ImmutableArray<ChainConfig> chains)
    {
        var portfolios = (root.Objects("Portfolios") ?? []).Select(node => Portfolio(node, wallets, chains)).ToImmutableArray();
        ReportDoubles("Portfolios", portfolios.Select(p => p.Label), "the label");
        return portfolios;
    }

    PortfolioConfig Portfolio(SettingsNode node, ImmutableArray<WalletConfig> wallets, ImmutableArray<ChainConfig> chains)
    {
        var names = node.Texts("Wallets") ?? [];
        var members = names.Select((name, i) => Member(node, name, i, wallets)).OfType<WalletConfig>().DistinctBy(w => w.Address).ToList();
        if (names.Count == 0) node.Problem("Wallets", "is required: labels or addresses of configured wallets");
        var on = chains.Where(c => members.Exists(w => w.Chains.Contains(c.Name)));
        var portfolio = new PortfolioConfig(node.RequiredText("Label"), [.. members.Select(w => w.Address)],
            ReadTargets(node, on));
        node.Done();
        return portfolio;
    }

    static WalletConfig? Member(SettingsNode node, string name, int i, ImmutableArray<WalletConfig> wallets)
    {
        var member = wallets.FirstOrDefault(w => name.Equals(w.Label, StringComparison.OrdinalIgnoreCase) || (Address.TryParse(name, out var address) && w.Address == address));
        if (member is null)
            node.Problem($"Wallets[{i}]", $"'{name}' is neither the label nor the address of a configured wallet{Suggestion.For(name, wallets.Select(w => w.Label).OfType<string>())}");
        return member;
    }

    /// <summary>The targets name assets of the owner's chains.</summary>
    Targets? ReadTargets(SettingsNode owner, IEnumerable<ChainConfig> chains)
    {
        var book = new AssetBook(chains.SelectMany(c => c.Assets));
        return !strict && book.All.Any(a => a.Asset.Symbol is null)
            ? Targets.Read(new(owner.Raw("Targets") as JsonObject, $"{owner.Path}:Targets", []), book)
            : Targets.Read(owner.Object("Targets"), book);
    }

    StoreConfig Store()
    {
        var node = root.Object("Store");
        if (node.OneOf("Provider", "sqlite", "postgres") == "postgres") node.Problem("Provider", "this version stores in sqlite only");
        var store = new StoreConfig(node.Text("ConnectionString") ?? "Data Source=watcher.db", node.Duration("RecordEvery") ?? TimeSpan.Zero, KeepSection.Read(node));
        node.Done();
        return store;
    }

    ScheduleConfig Schedule()
    {
        var node = root.Object("Schedule");
        var schedule = new ScheduleConfig(node.Duration("Every") ?? TimeSpan.FromSeconds(30), node.Url("DeadManUrl"));
        if (schedule.Every <= TimeSpan.Zero) node.Problem("Every", "must be longer than 0s");
        node.Done();
        return schedule;
    }

    /// <summary>Loopback where nothing is said; an empty <c>Listen</c> switches the API off.</summary>
    ApiConfig Api()
    {
        var node = root.Object("Api");
        var listen = node.Has("Listen") ? node.Text("Listen") is { Length: > 0 } ? node.Url("Listen") : null : new Uri("http://127.0.0.1:8080");
        var api = new ApiConfig(listen, node.Has("Listen"), [.. node.Texts("Hosts") ?? []], node.Url("PublicUrl"));
        api = api with { Token = node.Text("Token") };
        ReportOpenDoor(node, api);
        if (listen is { Scheme: "https" }) node.Problem("Listen", "must be http: put a reverse proxy in front for https");
        node.Done();
        return api;
    }

    TelemetryConfig Telemetry()
    {
        var node = root.Object("Telemetry");
        var telemetry = new TelemetryConfig(node.Url("Otlp"));
        node.Done();
        return telemetry;
    }

    static void ReportOpenDoor(SettingsNode node, ApiConfig api)
    {
        if (api.Token is { } token && token.Length < ApiConfig.ShortestToken)
            node.Problem("Token", $"must have {ApiConfig.ShortestToken} characters or more: take what 'openssl rand -hex 24' writes");
        if (api is { Listen.IsLoopback: false, Token: null })
            node.Problem("Token", "is required where others than this machine can ask: set one, best as a secret, or listen on http://127.0.0.1:8080");
    }

    void ReportDoubles(string key, IEnumerable<string> values, string what)
    {
        foreach (var twice in values.GroupBy(v => v, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            root.Problem(key, $"{what} {twice.Key} appears {twice.Count()} times; keep one");
    }

    static IEnumerable<string> KnownChains(ImmutableArray<ChainConfig> chains) => chains.Select(c => c.Name).Concat(ShippedChains.BesideTheProgram.Names).Distinct();
}
