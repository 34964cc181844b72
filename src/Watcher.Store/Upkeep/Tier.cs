namespace Watcher.Store;

/// <summary>What becomes of history older than some age.</summary>
/// <param name="Name">As <c>upkeep</c> has it.</param>
/// <param name="Width">Of each of its spans, of which one row stays, in seconds.</param>
/// <param name="Until">What is older is of this tier; the end of a span, in Unix seconds.</param>
/// <param name="Gone">Not even the one row stays.</param>
sealed record Tier(string Name, long Width, long Until, bool Gone = false)
{
    const long Hour = 3600, Day = 24 * Hour;

    /// <summary>In the order in which they are to be applied: what is thinned by day was thinned by hour before.</summary>
    public static IEnumerable<Tier> All(Retention keep, DateTimeOffset now) =>
    [
        new("hourly", Hour, Before(now, keep.Raw, Hour)),
        new("daily", Day, Before(now, keep.Hourly, Day)),
        new("gone", Day, Before(now, keep.Daily, Day), Gone: true),
    ];

    /// <summary>The end of the last span that is wholly of that age.</summary>
    static long Before(DateTimeOffset now, TimeSpan age, long width) =>
        age >= now - DateTimeOffset.UnixEpoch ? 0 : (now - age).ToUnixTimeSeconds() / width * width;
}
