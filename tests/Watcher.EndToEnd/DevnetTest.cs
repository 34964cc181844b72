using Watcher.Devnet;

namespace Watcher.EndToEnd;

/// <summary>A test on the shared local chain: whatever it does to the chain is undone after it.</summary>
[Collection(DevnetCollection.Name)]
public abstract class DevnetTest(DevnetFixture fixture) : IAsyncLifetime
{
    string snapshot = "";
    TimeSpan blockTime;

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
