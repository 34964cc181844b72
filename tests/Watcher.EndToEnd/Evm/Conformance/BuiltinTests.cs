using Watcher.Evm.Rpc;

namespace Watcher.EndToEnd.Evm.Conformance;

public sealed class BuiltinReadingTests(DevnetFixture fixture) : ReadingTests(fixture)
{
    protected override ITransport Create(Uri url, int index, int largestAnswer) => new HttpTransport(url, index, largestAnswer);
}

public sealed class BuiltinFaultTests(DevnetFixture fixture) : FaultTests(fixture)
{
    protected override ITransport Create(Uri url, int index, int largestAnswer) => new HttpTransport(url, index, largestAnswer);
}
