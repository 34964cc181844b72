namespace Watcher.Evm;

/// <summary>
/// How many calls a node takes in one: learnt, since bytes do not tell gas. Halves when the node balks, grows by an eighth when it swallowed a
/// full one.
/// </summary>
sealed class ChunkSize
{
    const int First = 1500;
    const int Largest = 4000;

    int calls = First;

    public int Calls => calls;

    /// <summary>It has swallowed one.</summary>
    public bool IsProven { get; private set; }

    public void Balked(int tried) => calls = Math.Max(1, Math.Min(calls, tried / 2));

    public void Swallowed(int taken)
    {
        IsProven = true;
        if (taken >= calls) calls = Math.Min(Largest, calls + Math.Max(1, calls / 8));
    }
}
