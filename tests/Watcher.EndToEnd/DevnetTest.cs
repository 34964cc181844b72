using Watcher.Devnet;
using Watcher.Evm;

namespace Watcher.EndToEnd;

/// <summary>A test on the shared local chain: whatever it does to the chain is undone after it.</summary>
[Collection(DevnetCollection.Name)]
public abstract class DevnetTest(DevnetFixture fixture) : IAsyncLifetime
{
    string snapshot = "";
    TimeSpan blockTime;

    /// <summary>How a good node is asked: on a busy machine it may take its time, and nothing is asked twice.</summary>
    internal static ChainClientOptions Patient { get; } = new("devnet", DevnetNode.ChainId) { Timeout = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromMinutes(5) };

    protected DevnetNode Node => fixture.Node;

    public virtual async Task InitializeAsync()
    {
        blockTime = Node.BlockTime;
        snapshot = await Node.Snapshot();
    }

    public virtual async Task DisposeAsync()
    {
        await Node.Revert(snapshot);
        Node.BlockTime = blockTime;
    }
}
