using System.Collections.Concurrent;

namespace Watcher.Evm;

/// <summary>A fact that can never change: what a contract answered to a call, on the chain that grew from a genesis block.</summary>
public sealed record FixedFact(Hash32 Genesis, Address Contract, ReadOnlyMemory<byte> CallData, ReadOnlyMemory<byte> Answer);

/// <summary>
/// Facts remembered between readings (decimals, a pair's tokens), per genesis hash since local nodes reuse addresses. The host loads what its
/// store kept and drains what is new into it.
/// </summary>
public sealed class FixedFacts
{
    /// <summary>By the chain's clock.</summary>
    static readonly TimeSpan RefusalLasts = TimeSpan.FromMinutes(10);

    readonly ConcurrentDictionary<(Hash32 Genesis, QuestionKey Key), ReadOnlyMemory<byte>> known = new();
    readonly ConcurrentDictionary<(Hash32 Genesis, QuestionKey Key), (Failure Failure, DateTimeOffset At)> refused = new();
    readonly ConcurrentQueue<FixedFact> fresh = new();

    public int Count => known.Count;

    /// <summary>Takes facts from an earlier run.</summary>
    public void Load(IEnumerable<FixedFact> facts)
    {
        foreach (var fact in facts) known[(fact.Genesis, Key(fact))] = fact.Answer;
    }

    /// <summary>The facts learnt since the last drain.</summary>
    public IReadOnlyList<FixedFact> Drain()
    {
        var facts = new List<FixedFact>();
        while (fresh.TryDequeue(out var fact)) facts.Add(fact);
        return facts;
    }

    internal Outcome<ReadOnlyMemory<byte>>? Find(Hash32 genesis, QuestionKey key, DateTimeOffset now)
    {
        if (known.TryGetValue((genesis, key), out var answer)) return Outcome.Of(answer);
        return refused.TryGetValue((genesis, key), out var refusal) && (now - refusal.At).Duration() < RefusalLasts
            ? Outcome.Failed<ReadOnlyMemory<byte>>(refusal.Failure)
            : null;
    }

    internal void Learn(Hash32 genesis, QuestionKey key, ReadOnlyMemory<byte> answer)
    {
        if (known.TryAdd((genesis, key.Copy()), answer.ToArray())) fresh.Enqueue(new(genesis, key.To, key.Data.ToArray(), answer.ToArray()));
    }

    /// <summary>A contract that reverts may be replaced some day (a proxy), so this is not kept for good.</summary>
    internal void Refuse(Hash32 genesis, QuestionKey key, Failure failure, DateTimeOffset now) => refused[(genesis, key.Copy())] = (failure, now);

    static QuestionKey Key(FixedFact fact) => new(QuestionKind.Fact, fact.Contract, fact.CallData.Span);
}
