using System.Collections.Immutable;

namespace Watcher.Devnet;

/// <summary>What happens on the chain in one part of a story.</summary>
public sealed record Act(string Title, Func<Task> Happen);

/// <summary>A bad day for a borrower on the local chain: ETH falls until the loan is liquidated, then all recovers.</summary>
public sealed class BadDay(DevnetNode node)
{
    /// <summary>The wallets that it is about.</summary>
    public static readonly ImmutableArray<DevnetWallet> Cast =
        [DevnetWallet.Borrower, DevnetWallet.Supplier, DevnetWallet.Provider, DevnetWallet.Ranger];

    /// <summary>The one who is hit.</summary>
    public static DevnetWallet Victim => DevnetWallet.Borrower;

    public ImmutableArray<Act> Acts =>
    [
        new("ETH falls from $3,000 to $2,400", () => node.SetEth(2_400)),
        new("ETH falls on to $2,040", () => node.SetEth(2_040)),
        new("ETH falls to $1,850: anybody may liquidate the borrower now", () => node.SetEth(1_850)),
        new("A liquidator repays half of the borrower's loan and takes collateral for it", () => node.AaveV3.Liquidate(Victim.Address, "WETH", "USDC")),
        new("ETH recovers to $2,700", () => node.SetEth(2_700)),
    ];
}
