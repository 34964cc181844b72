using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Evm.Rpc;

namespace Watcher.Tests.Evm;

/// <summary>A client on a fake chain.</summary>
sealed class Rig
{
    public Rig(FakeChain chain, params FakeNode[] nodes)
        : this(chain, Usual, new(), nodes)
    {
    }

    public Rig(FakeChain chain, FixedFacts facts)
        : this(chain, Usual, facts)
    {
    }

    public Rig(FakeChain chain, ChainClientOptions options, params FakeNode[] nodes)
        : this(chain, options, new(), nodes)
    {
    }

    Rig(FakeChain chain, ChainClientOptions options, FixedFacts facts, params FakeNode[] nodes)
    {
        (Facts, Nodes) = (facts, nodes.Length > 0 ? nodes : [new FakeNode(chain)]);
        Client = new(options, Nodes, Time, Facts);
    }

    static ChainClientOptions Usual => new("fake", FakeChain.Id) { RetryDelay = TimeSpan.Zero };

    public FakeNode[] Nodes { get; }

    public FakeNode Node => Nodes[0];

    public FixedFacts Facts { get; }

    public FakeTime Time { get; } = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ChainClient Client { get; }

    public Task<PinnedBlock> Pin() => Client.Pin(BlockSelector.Latest, default);

    public async Task<Outcome<T>> Read<T>(Func<PinnedBlock, Read<T>> reader)
    {
        var block = await Pin();
        return (await Client.Run(block, [() => reader(block)], default)).Single();
    }

    public async Task<(PinnedBlock Block, ImmutableArray<Outcome<T>> Outcomes)> ReadAll<T>(Func<PinnedBlock, IEnumerable<Func<Read<T>>>> readers)
    {
        var block = await Pin();
        return (block, await Client.Run(block, readers(block), default));
    }
}
