namespace Watcher.Host.Api.WhatIf;

/// <summary>Lets one work at a time, and only so many wait for it.</summary>
sealed class Turns : IDisposable
{
    public const int MostWaiting = 8;

    readonly SemaphoreSlim turn = new(1);
    int inside;

    /// <summary>When it is one's turn; to be disposed when the work is done. Null where too many wait already.</summary>
    public async Task<IDisposable?> Take(CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref inside) > MostWaiting + 1)
        {
            Interlocked.Decrement(ref inside);
            return null;
        }
        try
        {
            await turn.WaitAsync(cancellation);
            return new Turn(this);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref inside);
            throw;
        }
    }

    public void Dispose() => turn.Dispose();

    sealed class Turn(Turns turns) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref turns.inside);
            turns.turn.Release();
        }
    }
}
