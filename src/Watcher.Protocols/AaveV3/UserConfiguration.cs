namespace Watcher.Protocols.AaveV3;

/// <summary>An account's bitmap: for reserve <c>i</c>, bit <c>2i</c> = owes it, bit <c>2i + 1</c> = its supply is collateral.</summary>
readonly record struct UserConfiguration(BigInteger Bits)
{
    public bool Borrows(int reserve) => Bit(2 * reserve);

    public bool UsesAsCollateral(int reserve) => Bit(2 * reserve + 1);

    bool Bit(int index) => !((Bits >> index) & 1).IsZero;
}
