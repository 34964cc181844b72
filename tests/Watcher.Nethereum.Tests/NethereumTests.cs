using Watcher.EndToEnd;
using Watcher.EndToEnd.Evm.Conformance;
using Watcher.Evm.Rpc;

namespace Watcher.Nethereum.Tests;

public sealed class NethereumReadingTests(DevnetFixture fixture) : ReadingTests(fixture)
{
    protected override ITransport Create(Uri url, int index, int largestAnswer) => new NethereumTransport(url, index, largestAnswer);
}

public sealed class NethereumFaultTests(DevnetFixture fixture) : FaultTests(fixture)
{
    protected override ITransport Create(Uri url, int index, int largestAnswer) => new NethereumTransport(url, index, largestAnswer);
}
