using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.Tests.Evm;

/// <summary>A node whose answers lie in lent buffers, as those do that come over HTTP. Before it answers it spoils every buffer that nobody has.</summary>
sealed class LendingNode(FakeNode inner) : ITransport
{
    const int SameSize = 16, Largest = 1 << 16;

    public string Name => inner.Name;

    public async ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        SpoilWhatWasGivenBack();
        return [.. (await inner.Send(requests, cancellation)).Select(Lent)];
    }

    public static RpcAnswer Lent(RpcAnswer answer) => answer.Failure is null ? RpcAnswer.Copy(answer.Result.Span) : answer;

    public static void SpoilWhatWasGivenBack()
    {
        var pool = TextBuffers.Pool;
        for (var size = 16; size <= Largest; size *= 2)
        {
            var buffers = Enumerable.Range(0, SameSize).Select(_ => pool.Rent(size)).ToList();
            foreach (var buffer in buffers) Array.Fill(buffer, (byte)0xaa);
            foreach (var buffer in buffers) pool.Return(buffer);
        }
    }
}
