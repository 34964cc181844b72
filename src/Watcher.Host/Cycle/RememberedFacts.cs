using Watcher.Evm;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>What can never change on a chain, from the database and back into it.</summary>
sealed class RememberedFacts(WatcherStore store, FixedFacts facts)
{
    public void Load(Hash32 genesis) =>
        facts.Load(store.FixedFacts.Load(genesis).Select(f => new Evm.FixedFact(f.Genesis, f.Target, f.Calldata, f.Answer)));

    /// <summary>Stores what was learnt since the last time.</summary>
    public void Save() => store.FixedFacts.Save([.. facts.Drain().Select(f => new Watcher.Store.FixedFact(f.Genesis, f.Contract, f.CallData, f.Answer))]);
}
