using Watcher.Evm;

namespace Watcher.Protocols.Prices.Chainlink;

static class FeedReader
{
    public static async Read<PriceAnswer> Answer(PinnedBlock block, PriceFeed feed, string source)
    {
        var (round, decimals) = await Read.All(block.Try(feed.Address, new LatestRoundData()), block.TryFixed(feed.Address, new Decimals()));
        if (!round.Ok) return NoAnswer(source, feed, round.Failure);
        if (!decimals.Ok) return NoAnswer(source, feed, decimals.Failure);
        return round.Value.Flaw(feed, block.Ref.Timestamp) is { } why
            ? new NoPrice(source, why, round.Value.UpdatedAt)
            : new Price(source, round.Value.Answer, decimals.Value, round.Value.UpdatedAt!.Value);
    }

    static NoPrice NoAnswer(string source, PriceFeed feed, Failure failure) =>
        new(source, $"feed {feed.Address} gives no answer ({failure.ReasonText}): {failure.Why}", null);
}
