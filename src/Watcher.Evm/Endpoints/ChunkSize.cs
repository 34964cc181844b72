namespace Watcher.Evm;

/// <summary>
/// How many calls a node takes in one: learnt, since bytes do not tell gas. Halves when the node balks, and grows by an eighth when it has
/// swallowed full ones for a while, though not back to a size it balked at lately.
/// </summary>
sealed class ChunkSize
{
    const int First = 1500;
    const int Largest = 4000;
    const int GrowAfter = 16;
    const int ForgetAfter = 50 * GrowAfter;

    readonly Lock gate = new();
    volatile int calls = First;
    int balkedAt = int.MaxValue;
    int swallowed;

    public int Calls => calls;

    /// <summary>It has swallowed one.</summary>
    public bool IsProven { get; private set; }

    public void Balked(int tried)
    {
        lock (gate)
        {
            balkedAt = Math.Min(balkedAt, tried);
            calls = Math.Clamp(tried / 2, 1, calls);
            swallowed = 0;
        }
    }

    public void Swallowed(int taken)
    {
        lock (gate)
        {
            IsProven = true;
            if (taken < calls) return;
            swallowed++;
            if (swallowed >= ForgetAfter) balkedAt = int.MaxValue;
            var larger = Math.Min(Largest, calls + Math.Max(1, calls / 8));
            if (swallowed < GrowAfter || larger >= balkedAt) return;
            (calls, swallowed) = (larger, 0);
        }
    }
}
