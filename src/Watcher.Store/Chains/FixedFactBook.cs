using System.Collections.Immutable;
using Dapper;

namespace Watcher.Store;

/// <summary>An answer that can never change on the chain of this genesis: a token's decimals, a pair's tokens.</summary>
public sealed record FixedFact(Hash32 Genesis, Address Target, ReadOnlyMemory<byte> Calldata, ReadOnlyMemory<byte> Answer);

/// <summary>Facts read once per chain and remembered for ever.</summary>
public sealed class FixedFactBook
{
    readonly Database database;

    internal FixedFactBook(Database database) => this.database = database;

    public ImmutableArray<FixedFact> Load(Hash32 genesis) => database.Read<ImmutableArray<FixedFact>>(connection =>
        [.. connection.Query<FactRow>("SELECT target AS Target, calldata AS Calldata, answer AS Answer FROM fixed_facts WHERE genesis = @genesis",
            new { genesis = genesis.ToBytes() })
            .Select(row => new FixedFact(genesis, Address.Parse(row.Target), row.Calldata, row.Answer))]);

    public void Save(IReadOnlyCollection<FixedFact> facts)
    {
        if (facts.Count == 0) return;
        database.Write(connection => connection.Execute(
            "INSERT INTO fixed_facts (genesis, target, calldata, answer) VALUES (@genesis, @target, @calldata, @answer) ON CONFLICT DO NOTHING",
            facts.Select(fact => new
            {
                genesis = fact.Genesis.ToBytes(),
                target = fact.Target.ToString(),
                calldata = fact.Calldata.ToArray(),
                answer = fact.Answer.ToArray(),
            }).ToList()));
    }

    sealed record FactRow(string Target, byte[] Calldata, byte[] Answer);
}
