namespace Watcher.Simulation;

/// <summary>The wall clock, which may be set forwards and back, and the time that truly passes; both move only when told.</summary>
sealed class WorldClock : TimeProvider
{
    readonly List<Timer> timers = [];
    DateTimeOffset wall = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    long passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => wall;

    public override long GetTimestamp() => passed;

    /// <summary>Somebody sets the clock; no time passes.</summary>
    public void Set(TimeSpan by) => wall += by;

    public void Pass(TimeSpan time)
    {
        var end = passed + time.Ticks;
        while (timers.Where(t => t.Due <= end).MinBy(t => t.Due) is { } timer)
        {
            Move(Math.Max(timer.Due, passed));
            timer.Fire();
        }
        Move(end);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    void Move(long to)
    {
        wall += TimeSpan.FromTicks(to - passed);
        passed = to;
    }

    sealed class Timer(WorldClock clock, Action callback) : ITimer
    {
        TimeSpan period;

        public long Due { get; private set; }

        public void Fire()
        {
            Change(period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan, period);
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            clock.timers.Remove(this);
            period = newPeriod;
            if (dueTime < TimeSpan.Zero) return true;
            Due = clock.passed + dueTime.Ticks;
            clock.timers.Add(this);
            return true;
        }

        public void Dispose() => clock.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
