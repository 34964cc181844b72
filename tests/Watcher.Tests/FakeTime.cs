namespace Watcher.Tests;

/// <summary>A clock that only moves when told; timers that come due fire while it moves, in order.</summary>
sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    readonly Lock gate = new();
    readonly List<FakeTimer> timers = [];
    DateTimeOffset now = start;
    TimeSpan set;

    public FakeTime() : this(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) { }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now + set;
    }

    public override long GetTimestamp()
    {
        lock (gate) return now.UtcTicks;
    }

    /// <summary>Somebody sets the wall clock; no time passes.</summary>
    public void Set(TimeSpan by)
    {
        lock (gate) set += by;
    }

    /// <summary>Timers waiting: what a test waits for before it moves the clock.</summary>
    public int Waiting
    {
        get { lock (gate) return timers.Count; }
    }

    public void Advance(TimeSpan by)
    {
        DateTimeOffset end;
        lock (gate) end = now + by;
        while (NextDue(end) is { } timer) timer.Fire();
        lock (gate) now = end;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    FakeTimer? NextDue(DateTimeOffset end)
    {
        lock (gate)
        {
            var timer = timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            if (timer is null) return null;
            if (timer.Due > now) now = timer.Due;
            timers.Remove(timer);
            return timer;
        }
    }

    sealed class FakeTimer(FakeTime clock, Action callback) : ITimer
    {
        TimeSpan period;
        public DateTimeOffset Due { get; private set; }

        public void Fire()
        {
            if (period > TimeSpan.Zero) Change(period, period);
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                period = newPeriod;
                if (dueTime < TimeSpan.Zero) return true;
                Due = clock.now + dueTime;
                clock.timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
