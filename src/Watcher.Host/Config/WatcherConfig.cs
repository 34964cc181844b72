using System.Collections.Immutable;
using Watcher.Channels;
using Watcher.Risk;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Host.Config;

/// <summary>The whole configuration, validated: everything in it exists, is unambiguous and fits together.</summary>
/// <param name="Assets">The configured assets of all chains.</param>
sealed record WatcherConfig(
    ImmutableArray<ChainConfig> Chains,
    AssetBook Assets,
    ImmutableArray<WalletConfig> Wallets,
    ImmutableArray<PortfolioConfig> Portfolios,
    ImmutableArray<Rule> Rules,
    ImmutableArray<IChannel> Channels,
    StoreConfig Store,
    ScheduleConfig Schedule,
    ApiConfig Api,
    TelemetryConfig Telemetry)
{
    /// <summary>The chain of that name, ignoring case.</summary>
    public ChainConfig? Find(string chain) => Chains.FirstOrDefault(c => c.Name.Equals(chain, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A wallet to watch.</summary>
/// <param name="Chains">The chains to read it on, by name.</param>
sealed record WalletConfig(Address Address, string? Label, ImmutableArray<string> Chains, Targets? Targets);

/// <summary>Several wallets on several chains seen as one.</summary>
sealed record PortfolioConfig(string Label, ImmutableArray<Address> Wallets, Targets? Targets);

/// <param name="RecordEvery">Thins the history; zero keeps every reading.</param>
/// <param name="Keep">What of it stays with age.</param>
sealed record StoreConfig(string ConnectionString, TimeSpan RecordEvery, Retention Keep);

/// <param name="Every">How often a chain is read where it does not say so itself.</param>
/// <param name="DeadManUrl">Pinged after each complete good cycle; null = nobody.</param>
sealed record ScheduleConfig(TimeSpan Every, Uri? DeadManUrl);

/// <param name="Listen">Null = no API.</param>
/// <param name="Configured">The user asked for it: then a port in use is an error.</param>
/// <param name="Hosts">Names besides the listening one under which it may be asked.</param>
/// <param name="PublicUrl">Under which people reach it, for links in notifications; null = where it listens.</param>
sealed record ApiConfig(Uri? Listen, bool Configured, ImmutableArray<string> Hosts, Uri? PublicUrl)
{
    /// <summary>What is shorter could be guessed.</summary>
    public const int ShortestToken = 16;

    /// <summary>Asked of everybody who asks; null = nobody but this machine can write.</summary>
    public string? Token { get; init; }

    /// <summary>What links begin with; null where there is nothing to link to.</summary>
    public Uri? Dashboard => Listen is null ? null : PublicUrl ?? (Listen.Port == 0 ? null : Listen);
}

/// <param name="Otlp">An OpenTelemetry collector that metrics and spans are sent to; null = nobody.</param>
sealed record TelemetryConfig(Uri? Otlp);
