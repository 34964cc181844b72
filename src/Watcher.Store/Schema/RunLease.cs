namespace Watcher.Store;

/// <summary>
/// The right to be the one <c>run</c> of a database: an operating system's lock on a file beside it, gone with the process however it ends.
/// </summary>
sealed class RunLease : IDisposable
{
    // How .NET passes on flock's EWOULDBLOCK (Linux, macOS) and the sharing violation of Windows.
    const int WouldBlock = 11, WouldBlockOnMac = 35, SharingViolation = unchecked((int)0x80070020);
    readonly FileStream file;

    RunLease(FileStream file) => this.file = file;

    /// <exception cref="StoreException">Another process holds it.</exception>
    public static RunLease Take(string database) => TryTake(database) ?? throw new StoreException(StoreTrouble.OwnedByAnotherRun,
        $"another watcher is already running on the database {database}; stop it, or give this one another Watcher:Store:ConnectionString");

    /// <summary>Null where another process holds it.</summary>
    public static RunLease? TryTake(string database)
    {
        try
        {
            return new(new FileStream(database + ".lease", DatabaseFile.OwnersOnly(FileMode.OpenOrCreate)));
        }
        catch (IOException error) when (error.HResult is WouldBlock or WouldBlockOnMac or SharingViolation)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreTrouble.Forbidden, $"cannot write {database}.lease: {error.Message}", error);
        }
    }

    public void Dispose() => file.Dispose();
}
