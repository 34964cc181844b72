namespace Watcher.EndToEnd.SelfWatch;

/// <summary>The host's clock, set to another time and moved on when told, never by itself.</summary>
/// <param name="slack">How many times longer than asked for every wait lasts: on a busy machine a good endpoint is late.</param>
sealed class MovedClock(DateTimeOffset start, int slack) : TimeProvider
{
    long moved;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref moved);

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime * slack : dueTime, period);

    public void Move(TimeSpan by) => Interlocked.Add(ref moved, by.Ticks);
}
