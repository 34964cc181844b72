using System.Collections.Concurrent;

namespace Watcher.Store;

/// <summary>Connections that only read, kept open for the next who reads, with what they have parsed.</summary>
sealed class Readers(DatabaseFile file) : IDisposable
{
    /// <summary>Each keeps pages in memory.</summary>
    const int MostIdle = 4;
    readonly ConcurrentBag<CachingConnection> idle = [];
    volatile bool isClosed;

    public CachingConnection Take() => idle.TryTake(out var connection) ? connection : file.OpenReader();

    /// <summary>For the next one: only after everything went well on it.</summary>
    public void GiveBack(CachingConnection connection)
    {
        if (isClosed || idle.Count >= MostIdle) connection.Dispose();
        else idle.Add(connection);
        if (isClosed) Dispose();
    }

    public void Dispose()
    {
        isClosed = true;
        while (idle.TryTake(out var connection)) connection.Dispose();
    }
}
