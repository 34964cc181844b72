namespace Watcher.Simulation;

/// <summary>The one thread that a watcher's process has here: what is ready to go on waits, and the dice say which goes first.</summary>
sealed class Turns(Dice dice) : SynchronizationContext
{
    readonly List<(SendOrPostCallback Go, object? State)> ready = [];

    /// <summary>The process is gone: nothing of it goes on.</summary>
    public bool Stopped { get; set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!Stopped) ready.Add((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("nothing may block here");

    public void Run(Action work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            work();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Lets one of those that are ready go on; false where none is.</summary>
    public bool TakeOne()
    {
        if (Stopped || ready.Count == 0) return false;
        var (go, state) = ready[dice.Below(ready.Count)];
        ready.Remove((go, state));
        Run(() => go(state));
        return true;
    }
}
