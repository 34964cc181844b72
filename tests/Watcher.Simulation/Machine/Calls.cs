namespace Watcher.Simulation;

/// <summary>Calls to the world outside that are under way; each comes back when the dice say so.</summary>
sealed class Calls(Dice dice)
{
    readonly List<Action> waiting = [];

    public int Count => waiting.Count;

    /// <summary>Something outside that takes its time.</summary>
    /// <param name="answer">Made when it comes back.</param>
    public Task<T> Make<T>(Func<T> answer)
    {
        var result = new TaskCompletionSource<T>();
        waiting.Add(() =>
        {
            try
            {
                result.SetResult(answer());
            }
            catch (SimulatedBug bug)
            {
                result.SetException(bug);
            }
        });
        return result.Task;
    }

    public bool CompleteOne()
    {
        if (waiting.Count == 0) return false;
        var next = dice.Below(waiting.Count);
        var call = waiting[next];
        waiting.RemoveAt(next);
        call();
        return true;
    }

    /// <summary>The caller is gone.</summary>
    public void Drop() => waiting.Clear();
}

/// <summary>A channel's own bug.</summary>
sealed class SimulatedBug : Exception;
