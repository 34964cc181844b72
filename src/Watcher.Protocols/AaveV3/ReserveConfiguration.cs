namespace Watcher.Protocols.AaveV3;

/// <summary>A reserve's packed configuration: the fields we need of <c>DataTypes.ReserveConfigurationMap</c>, the same bits in every V3.</summary>
readonly record struct ReserveConfiguration(BigInteger Bits)
{
    /// <summary>In basis points.</summary>
    public int LiquidationThreshold => Field(16, 16);

    public int Decimals => Field(48, 8);

    /// <summary>The asset's only e-mode category; 0 = none. Until V3.1.</summary>
    public int EModeCategory => Field(168, 8);

    int Field(int offset, int width) => (int)((Bits >> offset) & ((BigInteger.One << width) - 1));
}
