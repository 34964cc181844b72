using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Planning;
using Watcher.Positions;
using Watcher.Protocols;

namespace Watcher.Host.Config;

/// <summary>A chain to read.</summary>
/// <param name="Rpc">Its endpoints. Their paths hold keys: name them by <see cref="EndpointName"/> in every output.</param>
/// <param name="Client">Which of the <see cref="Transports"/> talks to them.</param>
/// <param name="ShippedEndpoints">The user named none, so these are the shipped public ones: say so.</param>
/// <param name="Every">How often it is read; null = as the schedule says.</param>
/// <param name="MaxHeadAge">A head older than this means a node that lags; null = a local chain may stand still (endpoints are still held against each other).</param>
/// <param name="Multicall3">Null = the chain has none.</param>
/// <param name="Assets">The native asset, its wrapped token, and the configured tokens.</param>
/// <param name="Protocols">Everything that is read of a wallet.</param>
/// <param name="PositionProtocols">Those of them that are configured: where loans and pools can be.</param>
/// <param name="Revision">Changes when what a reading of this chain contains changes, not with its endpoints or schedule.</param>
sealed record ChainConfig(
    string Name,
    ulong ChainId,
    ImmutableArray<Uri> Rpc,
    string Client,
    bool ShippedEndpoints,
    TimeSpan? Every,
    TimeSpan? MaxHeadAge,
    Address? Multicall3,
    ImmutableArray<KnownAsset> Assets,
    ImmutableArray<IProtocol> Protocols,
    ImmutableArray<IProtocol> PositionProtocols,
    string Revision)
{
    /// <summary>A chain of Hardhat, Anvil or Ganache, by its id: it mines when it is asked to and may stand still for ever.</summary>
    public bool IsLocal => ChainId is 31337 or 1337;

    /// <summary>How far this host's clock and the chain's may be apart; null = not checked.</summary>
    public TimeSpan? ClockBound => MaxHeadAge ?? (IsLocal ? null : Alerts.ClockOff.UsualBound);

    /// <summary>Who is read how often, by what calls may cost; null = everybody at every look.</summary>
    public CallBudget? Budget { get; init; }

    /// <summary>Where nodes tell of new heads by WebSocket; as secret as <see cref="Rpc"/>. Empty: the chain is polled only.</summary>
    public ImmutableArray<Uri> Heads { get; init; } = [];

    /// <summary>How often the chain is looked at, at least: where heads are listened to, silence has it looked at too.</summary>
    /// <param name="usual">How often chains are polled that do not say so themselves.</param>
    public TimeSpan Looks(TimeSpan usual) => (Every ?? usual) is var every && (Heads.IsEmpty || every < NewHeads.Silence) ? every : NewHeads.Silence;

    /// <summary>The assets with a price feed, those of the same feed together.</summary>
    public IEnumerable<ImmutableArray<Asset>> Feeds =>
        Assets.Where(known => known.Feed is not null).GroupBy(known => known.Feed!.Address, known => known.Asset).Select(same => same.ToImmutableArray());

    /// <summary>An endpoint without what may be secret: host and index.</summary>
    public string EndpointName(int index) => $"{Rpc[index].Host}#{index}";

    public IEnumerable<string> EndpointNames => Enumerable.Range(0, Rpc.Length).Select(EndpointName);
}
