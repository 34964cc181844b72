using Watcher.Devnet;

namespace Watcher.EndToEnd;

/// <summary>
/// One local chain for all tests of a collection, which run one after the other. Collections run side by side, each on a chain of its own:
/// most of a test's time it waits.
/// </summary>
public sealed class DevnetFixture : IAsyncLifetime
{
    public DevnetNode Node { get; private set; } = null!;

    public async Task InitializeAsync() => Node = await DevnetNode.Start();

    public async Task DisposeAsync() => await Node.DisposeAsync();
}

/// <summary>Tests of what is read, in this process.</summary>
[CollectionDefinition(Name)]
public sealed class DevnetCollection : ICollectionFixture<DevnetFixture>
{
    public const string Name = "devnet";
}

/// <summary>Tests of the program's verbs.</summary>
[CollectionDefinition(Name)]
public sealed class HostCollection : ICollectionFixture<DevnetFixture>
{
    public const string Name = "host";
}

/// <summary>Tests of a service in trouble.</summary>
[CollectionDefinition(Name)]
public sealed class SiegeCollection : ICollectionFixture<DevnetFixture>
{
    public const string Name = "siege";
}

/// <summary>Tests of nodes that fail.</summary>
[CollectionDefinition(Name)]
public sealed class FaultCollection : ICollectionFixture<DevnetFixture>
{
    public const string Name = "faults";
}

/// <summary>Tests of two nodes that differ.</summary>
[CollectionDefinition(Name)]
public sealed class OpinionCollection : ICollectionFixture<DevnetFixture>
{
    public const string Name = "opinions";
}
