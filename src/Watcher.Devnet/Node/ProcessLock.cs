namespace Watcher.Devnet.Node;

/// <summary>A lock between processes: an open file that the operating system frees however its holder ends.</summary>
static class ProcessLock
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IDisposable> Take(string name, CancellationToken cancel)
    {
        var file = Path.Combine(CacheFolder.Folder("locks"), name);
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Pause, TimeProvider.System, cancel);
            }
        }
    }
}
