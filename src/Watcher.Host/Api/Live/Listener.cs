using System.Threading.Channels;

namespace Watcher.Host.Api.Live;

/// <summary>One who listens, with what was not yet sent to him. Who falls too far behind is let go: he comes back and reads anew.</summary>
sealed class Listener(Action<Listener> leave) : IDisposable
{
    /// <summary>Events that wait for one listener at most.</summary>
    public const int Queue = 256;

    readonly Channel<byte[]> waiting = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(Queue) { SingleReader = true });
    readonly CancellationTokenSource behind = new();

    /// <summary>Cancelled when he is let go, also while something is on its way to him.</summary>
    public CancellationToken Behind => behind.Token;

    public ChannelReader<byte[]> Waiting => waiting.Reader;

    /// <summary>False where there is no room any more.</summary>
    public bool Offer(byte[] written) => waiting.Writer.TryWrite(written);

    public void LetGo() => behind.Cancel();

    public void Dispose()
    {
        leave(this);
        behind.Dispose();
    }
}
