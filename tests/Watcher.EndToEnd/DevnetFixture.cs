using Watcher.Devnet;

namespace Watcher.EndToEnd;

/// <summary>One local chain for all tests of the collection, which run one after the other.</summary>
public sealed class DevnetFixture : IAsyncLifetime
{
    public DevnetNode Node { get; private set; } = null!;

    public async Task InitializeAsync() => Node = await DevnetNode.Start();

    public async Task DisposeAsync() => await Node.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class DevnetCollection : ICollectionFixture<DevnetFixture>
{
    public const string Name = "devnet";
}
