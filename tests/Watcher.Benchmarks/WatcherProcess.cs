using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Watcher.Benchmarks;

/// <summary>The real program, built as these benchmarks are, with a database and a configuration of its own in a directory that goes with it.</summary>
sealed class WatcherProcess : IAsyncDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("watcher-benchmark-");
    readonly Process process;
    readonly ConcurrentQueue<string> lines = new();

    /// <summary>Starts <c>run</c>, every second.</summary>
    /// <param name="api">With its API and its page.</param>
    public WatcherProcess(JsonObject settings, bool api = false)
    {
        settings["Store"] = new JsonObject { ["ConnectionString"] = $"Data Source={Path.Combine(directory.FullName, "watcher.db")}" };
        settings["Api"] = new JsonObject { ["Listen"] = api ? Page.ToString() : "" };
        var file = Path.Combine(directory.FullName, "appsettings.json");
        File.WriteAllText(file, new JsonObject { ["Watcher"] = settings }.ToJsonString());
        process = new() { StartInfo = new("dotnet", [Program, "run", "--config", file]) { RedirectStandardError = true, RedirectStandardOutput = true } };
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>The program's assembly beside the benchmarks.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "watcher.dll");

    public int Id => process.Id;

    public Uri Page { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Cycles so far in which a block was read whole.</summary>
    public int Cycles => lines.Count(line => line.Contains("complete=True", StringComparison.Ordinal));

    /// <summary>Waits until the program has got somewhere; its messages tell why where it does not.</summary>
    public async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        while (!condition())
        {
            if (process.HasExited || limit.IsCancellationRequested) throw new InvalidOperationException(string.Join(Environment.NewLine, lines));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }
    }

    static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        directory.Delete(recursive: true);
    }
}
