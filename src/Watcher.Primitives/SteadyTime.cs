namespace Watcher.Primitives;

/// <summary>
/// The wall clock as it stood when this was made, and the time that has passed since: nobody can set it. For waits and rests; a schedule
/// kept by a clock that is set back by hours would stand still for as long.
/// </summary>
/// <param name="inner">Tells how much time passes.</param>
public sealed class SteadyTime(TimeProvider inner) : TimeProvider
{
    readonly DateTimeOffset started = inner.GetUtcNow();
    readonly long from = inner.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => started + inner.GetElapsedTime(from);

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
