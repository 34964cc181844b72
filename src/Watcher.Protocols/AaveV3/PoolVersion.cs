namespace Watcher.Protocols.AaveV3;

/// <summary>
/// What a pool's <c>POOL_REVISION()</c> says about its arithmetic: 1-3 = V3.0, 4 = V3.1, 5-6 = V3.2, 7 = V3.3, 8 = V3.4, 9 = V3.5, 10 = V3.6,
/// 11 = V3.7; later ones are read as the latest known. Forks may reuse numbers: every reading is held against the contract's own answer.
/// </summary>
readonly record struct PoolVersion(BigInteger Revision)
{
    /// <summary>What a pool is read as that does not tell its revision.</summary>
    public static PoolVersion Earliest => new(1);

    /// <summary>Until V3.1 an asset has one e-mode category, named in its configuration, and a category may have a price source of its own.</summary>
    public bool AssetsNameTheirCategory => Revision < 5;

    /// <summary>Until V3.5 an asset without a liquidation threshold of its own is no collateral, not even in e-mode.</summary>
    public bool CollateralNeedsOwnThreshold => Revision < 10;

    /// <summary>How a scaled supply becomes a balance: until V3.4 half up, since V3.5 down.</summary>
    public AccrualRounding SupplyRounding => Revision < 9 ? AccrualRounding.HalfUp : AccrualRounding.Down;

    /// <summary>The same of variable debt: until V3.4 half up, since V3.5 up.</summary>
    public AccrualRounding DebtRounding => Revision < 9 ? AccrualRounding.HalfUp : AccrualRounding.Up;

    /// <summary>Until V3.4 there is the average threshold in whole basis points, since V3.5 the exact one.</summary>
    public SolvencyRule Rule => Revision < 9 ? new AverageThresholdRule() : new WeightedCollateralRule();
}
