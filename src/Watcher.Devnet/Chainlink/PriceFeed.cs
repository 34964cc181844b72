using Watcher.Devnet.Node;

namespace Watcher.Devnet.Chainlink;

/// <summary>A Chainlink aggregator whose answers we give: USD with eight decimals.</summary>
public sealed class PriceFeed
{
    /// <summary>Decimals of its answers.</summary>
    public const int Decimals = 8;

    internal PriceFeed(Contract contract) => Contract = contract;

    public Contract Contract { get; }
    public Address Address => Contract.Address;

    /// <summary>The newest answer, in USD with eight decimals.</summary>
    public Task<BigInteger> Answer() => Contract.Get<BigInteger>("latestAnswer");

    internal void Set(BlockDraft block, BigInteger answer) => block.Send(BlockDraft.Deployer, Contract, "updateAnswer", answer);

    /// <summary>Gives an answer with a time of our choice.</summary>
    internal async Task Set(LocalChain chain, BigInteger answer, DateTimeOffset updatedAt)
    {
        var round = await Contract.Get<BigInteger>("latestRound") + 1;
        var time = updatedAt.ToUnixTimeSeconds();
        await chain.Block(block => block.Send(BlockDraft.Deployer, Contract, "updateRoundData", round, answer, time, time));
    }
}
