using Watcher.Devnet.Chainlink;

namespace Watcher.Devnet;

/// <summary>A token of the local chain with a price feed.</summary>
/// <param name="Symbol">Its symbol, as the contract gives it.</param>
/// <param name="Decimals">Its decimals.</param>
/// <param name="Group">Assets of one group move together; null for a group of its own.</param>
/// <param name="Contract">The ERC-20 itself. Anybody may <c>mint(account, amount)</c>, except WETH, which is wrapped.</param>
/// <param name="Feed">Its price in USD; the lending market's oracle reads the same feed.</param>
public sealed record Token(string Symbol, int Decimals, string? Group, Contract Contract, PriceFeed Feed)
{
    public Address Address => Contract.Address;

    /// <summary>So many whole tokens in the contract's units.</summary>
    public BigInteger Units(decimal amount) => Fixed.Scale(amount, Decimals);
}
