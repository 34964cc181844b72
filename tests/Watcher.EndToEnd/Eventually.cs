namespace Watcher.EndToEnd;

/// <summary>Waits for a condition that another process brings about.</summary>
static class Eventually
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">It did not come true in two minutes: far longer than anything takes, also on a busy machine.</exception>
    public static async Task True(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"not within {Limit}: {what}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
