namespace Watcher.Devnet.Node;

/// <summary>The current user's cache: installed packages of a published watcher and compiled contracts. Safe to delete.</summary>
static class CacheFolder
{
    public static string Path { get; } = System.IO.Path.Combine(Home(), "watcher", "devnet");

    /// <summary>A folder in the cache; created when missing.</summary>
    public static string Folder(params string[] names) =>
        Directory.CreateDirectory(System.IO.Path.Combine([Path, .. names])).FullName;

    /// <summary>Writes a whole file or nothing, so that a reader in another process never sees a part of it.</summary>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        var draft = $"{file}.{Environment.ProcessId}";
        File.WriteAllBytes(draft, content);
        File.Move(draft, file, overwrite: true);
    }

    static string Home()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache) return cache;
        if (OperatingSystem.IsWindows()) return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
    }
}
