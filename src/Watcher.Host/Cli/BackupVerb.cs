using System.Text.Json.Nodes;
using Spectre.Console;
using Watcher.Host.Cli.Views;
using Watcher.Host.Config;

namespace Watcher.Host.Cli;

/// <summary><c>backup</c>: a copy of the database that can take its place, made beside a <c>run</c>.</summary>
static class BackupVerb
{
    public static async Task<int> Run(IReadOnlyList<string> files, string path, bool force, bool json, CancellationToken cancellation)
    {
        using var store = StoreAccess.Beside(ConfigLoader.Load(files, ChannelContexts.Silent));
        var bytes = await Progress(json, "Copying and checking the database", () => store.BackUp(path, force, cancellation));
        if (json) ReportOutput.Write(new JsonObject { ["schema"] = "watcher.backup/1", ["file"] = Path.GetFullPath(path), ["bytes"] = bytes });
        else Terminal.Out.MarkupLine($"{Figures.Safe(store.Path)} is copied to {Figures.Safe(path)}: {Figures.Bytes(bytes)}, checked. To restore it, stop the watcher and put it in the place of the database, alone.");
        return ExitCode.Ok;
    }

    static Task<T> Progress<T>(bool json, string what, Func<Task<T>> work) =>
        json || !Terminal.Interactive ? work() : Terminal.Error.Status().StartAsync(what, _ => work());
}
