namespace Watcher.Channels;

/// <summary>How long to wait after failures in a row: at once, 10 s, 30 s, 1 min, 2 min, then every 5 min.</summary>
public static class BackOff
{
    static readonly TimeSpan[] Steps =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
    ];

    /// <summary>A receiver that asks for more than this is asked again all the same.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(1);

    /// <param name="failures">Tries that failed so far.</param>
    /// <param name="asked">The receiver's own wish, respected where longer.</param>
    public static TimeSpan Delay(int failures, TimeSpan? asked = null)
    {
        var step = Steps[Math.Clamp(failures, 0, Steps.Length - 1)];
        return asked > step ? TimeSpan.FromTicks(Math.Min(asked.Value.Ticks, Longest.Ticks)) : step;
    }
}
