namespace Watcher.Alerts;

/// <summary>What people have said of one alert, as it counts now. The machine is told of it at each step and remembers none of it.</summary>
/// <param name="Acknowledged">When somebody took this life of the alert on; null = nobody has.</param>
/// <param name="SilencedUntil">Until when it is kept quiet; null = it is not.</param>
/// <param name="UnknownToo">The silence holds back UNKNOWN as well.</param>
public sealed record Said(DateTimeOffset? Acknowledged, DateTimeOffset? SilencedUntil, bool UnknownToo)
{
    public static Said Nothing { get; } = new(null, null, false);

    public bool IsSilenced => SilencedUntil is not null;
}
