namespace Watcher.Reports;

/// <summary>
/// What keeps something from being read: a whole chain, one deployment (or one price feed) of it for everybody, or that deployment for one
/// wallet. Prints as <c>chain</c>, <c>chain/protocol/deployment</c>, <c>chain/price/SYMBOL</c>, <c>chain/protocol/deployment/0x...</c>.
/// </summary>
/// <param name="What">As the report's <c>unknown[].what</c>; null = the whole chain.</param>
/// <param name="Wallet">Null = everybody.</param>
public sealed record Cause(string Chain, string? What, Address? Wallet)
{
    /// <summary>Whether this explains all that the other one explains.</summary>
    public bool Covers(Cause other) =>
        Chain == other.Chain && (What is null || (What == other.What && (Wallet is null || Wallet == other.Wallet)));

    /// <summary>Whether one of them grew, or shrank, out of the other.</summary>
    public bool Touches(Cause other) => Covers(other) || other.Covers(this);

    public override string ToString() => What is null ? Chain : Wallet is { } wallet ? $"{What}/{wallet}" : What;
}
