namespace Watcher.Store;

/// <summary>
/// A file that gets its name only when it is whole and on the disk: whatever bears that name is complete. Only its owner may read it. One that
/// came to nothing leaves no trace.
/// </summary>
public sealed class NewFile
{
    readonly string what, path, unfinished;
    readonly bool replace;

    /// <param name="what">It is, for messages.</param>
    /// <param name="replace">A file of that name gives way to it.</param>
    /// <exception cref="StoreException">Something that must stay has that name, or nothing can be there.</exception>
    internal NewFile(DatabaseFile database, string what, string name, bool replace)
    {
        if (name.Length == 0) throw new StoreException(StoreTrouble.InTheWay, $"{what} has no name; name a file");
        (this.what, path, this.replace) = (what, System.IO.Path.GetFullPath(name), replace);
        unfinished = $"{path}.unfinished-{System.IO.Path.GetRandomFileName()}";
        RefuseOurOwn(database);
        if (!replace && File.Exists(path)) throw InTheWay("it exists; choose another name, or replace it with --force");
        if (File.Exists(path + "-wal")) throw InTheWay("it is a database in use; choose another name");
        if (Directory.Exists(path)) throw InTheWay("it is a directory; name a file in it");
        // A device, too, would give way.
        if (System.IO.Path.GetDirectoryName(path) == "/dev") throw InTheWay("devices have their names there; choose another directory");
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(path))) throw InTheWay("there is no such directory; make it first");
    }

    public string Path => path;

    /// <param name="fill">Makes its content, in a file that is there, empty and of another name.</param>
    /// <returns>Its size in bytes.</returns>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public async Task<long> Write(Func<string, Task> fill)
    {
        try
        {
            await new FileStream(unfinished, DatabaseFile.OwnersOnly(FileMode.CreateNew)).DisposeAsync();
            await fill(unfinished);
            using (var whole = File.OpenHandle(unfinished, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(whole);
            File.Move(unfinished, path, replace);
            return new FileInfo(path).Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreTrouble.Forbidden, $"cannot write {what} {path}: {error.Message}", error);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    void RefuseOurOwn(DatabaseFile database)
    {
        if (path == database.Path || path.StartsWith(database.Path + "-", StringComparison.Ordinal) || path == database.Path + ".lease")
            throw InTheWay("it belongs to the database itself; choose another name");
    }

    StoreException InTheWay(string why) => new(StoreTrouble.InTheWay, $"{what} cannot be called {path}: {why}");
}
