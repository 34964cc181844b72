using Watcher.Devnet.Node;

namespace Watcher.Devnet.AaveV3;

/// <summary>Lists assets in a new market.</summary>
sealed class Listing
{
    static readonly Address Treasury = DevnetAccount.Named("aave treasury");
    readonly BlockDraft block;
    readonly Deployment deployment;
    readonly Contract configurator;
    readonly Address provider, aToken, stableDebt, variableDebt;

    public Listing(BlockDraft block, Deployment deployment, Contract configurator, Address provider, Address pool)
    {
        this.block = block;
        this.deployment = deployment;
        this.configurator = configurator;
        this.provider = provider;
        aToken = Tokenization("AToken", pool);
        stableDebt = Tokenization("StableDebtToken", pool);
        variableDebt = Tokenization("VariableDebtToken", pool);
    }

    public void List(ReserveKind reserve)
    {
        var (symbol, asset) = (reserve.Token.Symbol, (object)Asset(reserve));
        object[] initialisation =
        [
            aToken, stableDebt, variableDebt, reserve.Token.Decimals, Rates(reserve), asset, Treasury, Address.Zero,
            $"Aave Devnet {symbol}", $"aDev{symbol}", $"Aave Devnet Variable Debt {symbol}", $"variableDebtDev{symbol}",
            $"Aave Devnet Stable Debt {symbol}", $"stableDebtDev{symbol}", Array.Empty<byte>(),
        ];
        Configure("initReserves", (object)new object[] { initialisation });
        Configure("configureReserveAsCollateral", asset, reserve.Ltv, reserve.Threshold, reserve.Bonus);
        Configure("setReserveBorrowing", asset, true);
        Configure("setReserveFactor", asset, 1_000);
        Configure("setLiquidationProtocolFee", asset, 1_000);
        if (reserve.IsStable) Configure("setReserveStableRateBorrowing", asset, true);
        if (reserve.IsStable) Configure("setBorrowableInIsolation", asset, true);
        if (reserve.EthCorrelated) Configure("setAssetEModeCategory", asset, ReserveKind.CorrelatedCategory);
        if (reserve.DebtCeiling != 0) Configure("setDebtCeiling", asset, reserve.DebtCeiling);
    }

    void Configure(string function, params object[] arguments) => block.Send(BlockDraft.Deployer, configurator, function, arguments);

    Address Asset(ReserveKind reserve) => Tokens.TokenDeployment.Find(deployment, reserve.Token).Address;

    Address Tokenization(string name, Address pool) =>
        block.Deploy(AaveV3Artifacts.Protocol(deployment.Contracts, "tokenization", name), pool).Address;

    /// <summary>Kinked rates: cheap up to the optimal utilisation, steep above it.</summary>
    Address Rates(ReserveKind reserve)
    {
        var optimal = reserve.IsStable ? 0.9m : 0.8m;
        var slope = reserve.IsStable ? 0.04m : 0.03m;
        var strategy = AaveV3Artifacts.Protocol(deployment.Contracts, "pool", "DefaultReserveInterestRateStrategy");
        decimal[] rates = [optimal, 0, slope, 0.8m, 0.005m, 0.6m, 0.01m, 0.08m, 0.2m];
        return block.Deploy(strategy, [provider, .. rates.Select(rate => (object)Fixed.Ray(rate))]).Address;
    }
}
