using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Watcher.Devnet.Node;

/// <summary>
/// The node's process, on a free loopback port. On Unix it is the child of a small shell that holds the reading end of a pipe from us: the pipe
/// closes when we dispose or however else this process ends (<c>kill -9</c> included), and then the shell kills the node. Shell and node have a
/// session of their own where the system has <c>setsid</c>: what a terminal's Ctrl-C or a <c>kill</c> sends to the host's whole process group does
/// not reach them, so the host can end in good order, and the shell outlives a host that does not.
/// </summary>
sealed partial class Anvil : IAsyncDisposable
{
    const string Guard = """
        trap '' INT HUP QUIT
        exec 3<&0
        "$@" </dev/null 2>&1 3<&- & node=$!
        echo "process $node"
        (cat <&3; kill -KILL $node) >/dev/null 2>&1 &
        exec 3<&- 2>/dev/null
        wait $node
        """;

    static readonly string[] OwnSession = File.Exists("/usr/bin/setsid") ? ["/usr/bin/setsid"] : [];

    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    readonly Process process;

    Anvil(Process process, Uri url, int processId)
    {
        this.process = process;
        Url = url;
        ProcessId = processId;
    }

    public Uri Url { get; }

    /// <summary>The node's own process id, not the guarding shell's.</summary>
    public int ProcessId { get; }

    /// <exception cref="DevnetException">The node did not start.</exception>
    public static async Task<Anvil> Start(ContractPackages packages, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var process = Spawn(Binary(packages), ["--port", "0", .. arguments]);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(StartLimit);
            return await Listening(process, limit.Token);
        }
        catch (Exception)
        {
            Kill(process);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill(process);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    static async Task<Anvil> Listening(Process process, CancellationToken cancel)
    {
        var processId = process.Id;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            said.Add(line);
            if (line.StartsWith("process ", StringComparison.Ordinal)) processId = int.Parse(line.AsSpan(8), CultureInfo.InvariantCulture);
            if (ListeningLine().Match(line) is not { Success: true } match) continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new(process, new($"http://127.0.0.1:{match.Groups[1].Value}"), processId);
        }
        throw new DevnetException($"anvil did not start:\n{string.Join('\n', said)}");
    }

    static Process Spawn(string binary, IReadOnlyList<string> arguments)
    {
        string[] command = OperatingSystem.IsWindows() ? [binary, .. arguments] : [.. OwnSession, "/bin/sh", "-c", Guard, "anvil-guard", binary, .. arguments];
        var info = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception problem)
        {
            throw new DevnetException($"'{binary}' could not be started", problem);
        }
    }

    /// <summary>The packaged binary of this platform, else <c>anvil</c> from the user's own Foundry.</summary>
    static string Binary(ContractPackages packages)
    {
        var packaged = packages.Locate("@foundry-rs/anvil-linux-amd64/bin/anvil");
        if (File.Exists(packaged)) return packaged;
        var name = OperatingSystem.IsWindows() ? "anvil.exe" : "anvil";
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return path.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new DevnetException(
                "no anvil for this platform is among the packages: install Foundry (https://getfoundry.sh), so that 'anvil' is on the PATH");
    }

    /// <summary>Closing the pipe makes the guard kill the node; without a guard the node is killed outright.</summary>
    static void Kill(Process process)
    {
        process.StandardInput.Close();
        if (OperatingSystem.IsWindows() && !process.HasExited) process.Kill();
    }

    [GeneratedRegex(@"Listening on 127\.0\.0\.1:(\d+)")]
    private static partial Regex ListeningLine();
}
