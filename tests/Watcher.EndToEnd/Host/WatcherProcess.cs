using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Watcher.EndToEnd.Host;

/// <summary>The real program in a process of its own.</summary>
sealed class WatcherProcess : IDisposable
{
    /// <summary>Far longer than anything takes, also on a busy machine.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    readonly Process process;
    readonly StringBuilder output = new(), error = new();

    WatcherProcess(Process process) => this.process = process;

    public int Id => process.Id;
    public bool HasExited => process.HasExited;
    public int ExitCode => process.ExitCode;
    public string Output { get { lock (output) return output.ToString(); } }
    public string Error { get { lock (error) return error.ToString(); } }

    public JsonNode Json => JsonNode.Parse(Output)!;

    /// <summary>Starts it and returns at once.</summary>
    public static WatcherProcess Start(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "watcher.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var watcher = new WatcherProcess(new() { StartInfo = start });
        watcher.process.OutputDataReceived += (_, line) => Append(watcher.output, line.Data);
        watcher.process.ErrorDataReceived += (_, line) => Append(watcher.error, line.Data);
        watcher.process.Start();
        watcher.process.BeginOutputReadLine();
        watcher.process.BeginErrorReadLine();
        return watcher;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<WatcherProcess> Run(string folder, params string[] arguments) => await Run(folder, null, arguments);

    /// <inheritdoc cref="Run(string, string[])"/>
    public static async Task<WatcherProcess> Run(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var watcher = Start(folder, environment, arguments);
        await watcher.End();
        return watcher;
    }

    public async Task End()
    {
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
    }

    /// <summary>Asks it to end, as an operator or a service manager does.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();

    /// <summary><c>kill -9</c>.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        // Its files are its own until it is gone.
        process.WaitForExit(Limit);
        process.Dispose();
    }

    static void Append(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.AppendLine(line);
    }
}
