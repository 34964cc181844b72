using System.Runtime.InteropServices;

namespace Watcher.Benchmarks;

/// <summary>What the figures were measured on; they mean nothing without it.</summary>
static class Machine
{
    public static string Describe() => string.Join("; ",
        Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        $"{Environment.ProcessorCount} cores",
        $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20:N0} MiB",
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", null),
        Load());

    /// <summary>Other work on the machine makes every time longer.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? $"load {string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3))}" : "load unknown";

    /// <summary>A field of a file such as <c>/proc/self/status</c>: <c>name: value</c>.</summary>
    public static string? Field(string file, string name) => !File.Exists(file) ? null : File.ReadLines(file)
        .Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => line[(line.IndexOf(':') + 1)..].Trim()).FirstOrDefault();
}
