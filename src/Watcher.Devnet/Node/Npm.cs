using System.ComponentModel;
using System.Diagnostics;

namespace Watcher.Devnet.Node;

/// <summary>Runs npm and node.</summary>
static class Npm
{
    const string Advice = "install Node.js 20 or newer (it brings npm) from https://nodejs.org and try again";

    public static async Task Install(string folder, bool withOracles, CancellationToken cancel)
    {
        await Console.Error.WriteLineAsync($"devnet: installing the contracts with npm in {folder} (once, about half a minute) ...");
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (exit, output) = await Run(npm, withOracles ? ["ci"] : ["ci", "--omit=dev"], folder, "", cancel);
        if (exit != 0) throw new DevnetException($"npm ci failed in {folder} with exit code {exit}:\n{output}");
        await Console.Error.WriteLineAsync("devnet: installed.");
    }

    /// <summary>Runs a script with node; its standard output.</summary>
    public static async Task<string> Script(string script, IReadOnlyList<string> arguments, string folder, string input, CancellationToken cancel)
    {
        var (exit, output) = await Run("node", [script, .. arguments], folder, input, cancel);
        return exit == 0 ? output : throw new DevnetException($"node {Path.GetFileName(script)} failed with exit code {exit}:\n{output}");
    }

    static async Task<(int Exit, string Output)> Run(
        string program, IReadOnlyList<string> arguments, string folder, string input, CancellationToken cancel)
    {
        using var process = Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, process.ExitCode == 0 ? await output : $"{await output}{await errors}");
    }

    static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception problem)
        {
            throw new DevnetException($"'{info.FileName}' could not be started: {Advice}", problem);
        }
    }
}
