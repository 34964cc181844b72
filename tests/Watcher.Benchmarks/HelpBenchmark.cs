using System.Collections.Immutable;
using System.Diagnostics;

namespace Watcher.Benchmarks;

/// <summary>How long a person waits for <c>watcher check --help</c>, of a plain build and of one published with native code.</summary>
static class HelpBenchmark
{
    const int Times = 21;

    public static async Task<ImmutableArray<Figure>> Run()
    {
        var directory = Directory.CreateTempSubdirectory("watcher-benchmark-");
        try
        {
            var published = await Publish(directory.FullName);
            var times = new List<(double Plain, double Native)>();
            for (var i = 0; i < Times; i++)
                times.Add((await Time("dotnet", WatcherProcess.Program, "check", "--help"), await Time(published, "check", "--help")));
            return
            [
                new($"watcher check --help, published ReadyToRun, median of {Times}", Cost.Median(times.Select(t => t.Native)), "s", 0.3),
                new("dotnet watcher.dll check --help, plain Release build", Cost.Median(times.Select(t => t.Plain)), "s", 0.3),
            ];
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Everything it writes stays in the directory, but for a lock file of the restore among other things that are not kept.</summary>
    static async Task<string> Publish(string directory)
    {
        await Time("dotnet", "publish", Path.Combine(Checkout(), "src/Watcher.Host"), "-c", "Release", "--use-current-runtime", "--self-contained", "false",
            "-p:PublishReadyToRun=true", "-p:NuGetLockFilePath=obj/publish.lock.json", "-p:RestoreLockedMode=false", "--artifacts-path", directory, "-o", Path.Combine(directory, "published"));
        return Path.Combine(directory, "published", "watcher");
    }

    static async Task<double> Time(string program, params string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(started).TotalSeconds : throw new InvalidOperationException(string.Concat(output));
    }

    static string Checkout()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Watcher.sln"))) directory = directory.Parent ?? throw new InvalidOperationException("run me inside the checkout");
        return directory.FullName;
    }
}
