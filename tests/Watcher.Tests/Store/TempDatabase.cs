using Watcher.Protocols;
using Watcher.Store;

namespace Watcher.Tests.Store;

/// <summary>A real SQLite file in a directory of its own, gone with the test.</summary>
sealed class TempDatabase : IDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("watcher-store-");

    public string Path => System.IO.Path.Combine(directory.FullName, "watcher.db");
    public FakeTime Time { get; } = new();
    public string ConnectionString => $"Data Source={Path}";

    public static FactsJson Json { get; } = new(Watcher.Protocols.Protocols.All.SelectMany(kind => kind.Facts));

    public WatcherStore OpenToRun(TimeSpan recordEvery = default) => WatcherStore.OpenToRun(new(ConnectionString, recordEvery), Json, Time);

    public WatcherStore OpenBeside() => WatcherStore.OpenBeside(new(ConnectionString), Json, Time);

    public void Dispose() => directory.Delete(recursive: true);
}
