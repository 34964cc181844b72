using Watcher.Devnet.Node;

namespace Watcher.Devnet.AaveV3;

/// <summary>Gives the market its liquidity and the wallets their loans.</summary>
sealed class AaveV3Scenario(BlockDraft block, AaveV3Market market, DevnetTokens tokens)
{
    static readonly Address Bank = DevnetAccount.Named("bank");
    static readonly Address Whale = DevnetAccount.Named("whale");

    /// <summary>A bank supplies every asset and a whale borrows half of some, so that there are rates; the liquidator gets what it needs.</summary>
    public void Liquidity()
    {
        Supply(Bank, ("WETH", 3_000), ("USDC", 10_000_000), ("DAI", 10_000_000), ("WBTC", 300), ("wstETH", 2_000), ("LINK", 200_000));
        Supply(Whale, ("WBTC", 500));
        Borrow(Whale, ("USDC", 5_000_000), ("DAI", 5_000_000), ("WETH", 1_500), ("LINK", 50_000));
        foreach (var token in tokens.All)
            DevnetTokens.Fund(block, AaveV3Market.Liquidator, token, token.Units(1_000_000), market.Pool.Address);
    }

    public void Loans()
    {
        Supply(DevnetWallet.Borrower.Address, ("WETH", 10));
        Borrow(DevnetWallet.Borrower.Address, ("USDC", 15_450));
        Loop();
        Supply(DevnetWallet.Mixed.Address, ("WETH", 20), ("wstETH", 5), ("WBTC", 0.5m));
        Collateral(DevnetWallet.Mixed.Address, "WBTC", false);
        Borrow(DevnetWallet.Mixed.Address, ("USDC", 20_000), ("DAI", 5_000), ("LINK", 200));
        Supply(DevnetWallet.Supplier.Address, ("USDC", 50_000), ("WETH", 5));
        Supply(DevnetWallet.Isolated.Address, ("LINK", 10_000));
        Collateral(DevnetWallet.Isolated.Address, "LINK", true);
        Borrow(DevnetWallet.Isolated.Address, ("USDC", 60_000));
        Supply(DevnetWallet.Fixed.Address, ("WBTC", 1));
        market.Borrow(block, DevnetWallet.Fixed.Address, tokens.Dai, 20_000, stable: true);
    }

    /// <summary>100 wstETH (351,000 USD) at the category's 95 % against ETH worth 316,500 USD: 1.0536.</summary>
    void Loop()
    {
        var looper = DevnetWallet.Looper.Address;
        block.Send(looper, market.Pool, "setUserEMode", ReserveKind.CorrelatedCategory);
        Supply(looper, ("wstETH", 100));
        Borrow(looper, ("WETH", 105.5m));
    }

    void Supply(Address user, params (string Token, decimal Amount)[] amounts)
    {
        foreach (var (token, amount) in amounts) market.Supply(block, user, tokens[token], amount);
    }

    void Borrow(Address user, params (string Token, decimal Amount)[] amounts)
    {
        foreach (var (token, amount) in amounts) market.Borrow(block, user, tokens[token], amount);
    }

    void Collateral(Address user, string token, bool on) =>
        block.Send(user, market.Pool, "setUserUseReserveAsCollateral", tokens[token].Address, on);
}
