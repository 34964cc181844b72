using System.Collections.Immutable;

namespace Watcher.Devnet;

/// <summary>A wallet of the local chain and what it holds.</summary>
public sealed record DevnetWallet(string Name, string What)
{
    public Address Address => DevnetAccount.Named(Name);

    public static readonly DevnetWallet Borrower = new("borrower", "volatile collateral, stable debt, health factor near 1.6");
    public static readonly DevnetWallet Looper = new("looper", "staked ETH against ETH in e-mode, health factor near 1.05");
    public static readonly DevnetWallet Mixed = new("mixed", "two collaterals, three debts, and WBTC supplied that does not count as collateral");
    public static readonly DevnetWallet Supplier = new("supplier", "supplies, owes nothing");
    public static readonly DevnetWallet Isolated = new("isolated", "an isolated asset as collateral, stable debt");
    public static readonly DevnetWallet Fixed = new("fixed", "debt at a stable rate");
    public static readonly DevnetWallet Provider = new("provider", "liquidity in two Uniswap V2 pairs");
    public static readonly DevnetWallet Ranger = new("ranger", "Uniswap V3 positions in range, below, above, and a closed one");
    public static readonly DevnetWallet Odd = new("odd", "tokens that break what readers take for granted");
    public static readonly DevnetWallet Empty = new("empty", "nothing at all");

    public static readonly ImmutableArray<DevnetWallet> All = [Borrower, Looper, Mixed, Supplier, Isolated, Fixed, Provider, Ranger, Odd, Empty];
}
