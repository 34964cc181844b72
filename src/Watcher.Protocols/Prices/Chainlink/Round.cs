namespace Watcher.Protocols.Prices.Chainlink;

/// <summary>A feed's latest round; times in Unix seconds.</summary>
sealed record Round(BigInteger Answer, BigInteger Started, BigInteger Updated)
{
    static readonly BigInteger LatestTime = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Null where the feed does not say, or says nonsense.</summary>
    public DateTimeOffset? UpdatedAt => Updated.IsZero || Updated > LatestTime ? null : DateTimeOffset.FromUnixTimeSeconds((long)Updated);

    /// <summary>Why this round is no price at that time, for people; null where it is one.</summary>
    public string? Flaw(PriceFeed feed, DateTimeOffset now)
    {
        if (Answer.Sign <= 0) return $"feed {feed.Address} answers {Answer}: not a positive price";
        if (Started.IsZero || Updated.IsZero) return $"feed {feed.Address}: its latest round is not finished";
        if (UpdatedAt is not { } updated || updated > now) return $"feed {feed.Address} says it was updated at {Updated}, after the block's time {now.ToUnixTimeSeconds()}";
        return now - updated <= feed.Heartbeat ? null
            : $"feed {feed.Address} is stale: updated {Text(now - updated)} before the block, its heartbeat is {Text(feed.Heartbeat)}";
    }

    static string Text(TimeSpan span) => Settings.Durations.Text(span);
}
