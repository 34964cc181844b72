using Watcher.Settings;

namespace Watcher.Planning;

/// <summary>What the plan needs to know of a wallet.</summary>
/// <param name="Distance">How far it is from the nearest threshold of a rule or from liquidation, as a share; 0 where a rule fires, waits or cannot tell; null where no rule measures anything of it.</param>
/// <param name="Read">When it was read last, on the wall clock; null = never since the start.</param>
public sealed record WalletWatch(Address Wallet, double? Distance, DateTimeOffset? Read);

/// <summary>When a wallet is read.</summary>
/// <param name="Every">How often, by its distance; zero = at every look at the chain.</param>
/// <param name="Due">From when on.</param>
public sealed record WalletPlan(Address Wallet, double? Distance, DateTimeOffset? Read, TimeSpan Every, DateTimeOffset Due)
{
    /// <summary>How often, in words.</summary>
    public string EveryText => Every > TimeSpan.Zero ? Durations.Text(Every) : "at every look";
}
