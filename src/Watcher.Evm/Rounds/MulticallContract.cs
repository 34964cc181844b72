using System.Collections.Concurrent;

namespace Watcher.Evm;

/// <summary>A chain's Multicall3 contract, and what was learnt of the calls that travelled in it.</summary>
sealed class MulticallContract(Address address)
{
    const int MostLoners = 10_000;

    readonly ConcurrentDictionary<QuestionKey, bool> loners = new();

    /// <summary>To ask the dictionary would take all its locks, for each of tens of thousands of calls.</summary>
    volatile bool knowsLoners;

    ulong seenAt = ulong.MaxValue;

    public Address Address => address;

    /// <summary>The call must go alone: in company it failed, and starved its neighbours for all we know.</summary>
    public bool Quarantines(QuestionKey call) => knowsLoners && loners.ContainsKey(call);

    public void Quarantine(QuestionKey call)
    {
        if (loners.Count >= MostLoners) loners.Clear();
        loners[call.Copy()] = true;
        knowsLoners = true;
    }

    /// <summary>It answered at that block, so it is there at every later one.</summary>
    public void SeenAt(ulong block) => seenAt = Math.Min(seenAt, block);

    public bool IsKnownAt(ulong block) => block >= seenAt;
}
