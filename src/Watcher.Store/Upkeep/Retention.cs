namespace Watcher.Store;

/// <summary>How much of the history stays, by its age in block time: all of it, then the last of each hour, then the last of each day, then nothing.</summary>
/// <param name="Raw">Up to this age every reading stays.</param>
/// <param name="Hourly">Up to this age the last of each hour; at least <paramref name="Raw"/>.</param>
/// <param name="Daily">Up to this age the last of each day; at least <paramref name="Hourly"/>.</param>
public sealed record Retention(TimeSpan Raw, TimeSpan Hourly, TimeSpan Daily)
{
    public static readonly TimeSpan Forever = TimeSpan.MaxValue;

    public static Retention Usual { get; } = new(TimeSpan.FromDays(30), TimeSpan.FromDays(365), Forever);
}
