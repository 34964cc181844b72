namespace Watcher.EndToEnd.SelfWatch;

/// <summary>The host's clock, set to another time and moved on when told: pauses last as long as they do, minutes of trouble do not.</summary>
sealed class MovedClock(DateTimeOffset start) : TimeProvider
{
    readonly long began = System.GetTimestamp();
    long moved;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(began).Ticks + Interlocked.Read(ref moved);

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(GetTimestamp());

    public void Move(TimeSpan by) => Interlocked.Add(ref moved, by.Ticks);
}
