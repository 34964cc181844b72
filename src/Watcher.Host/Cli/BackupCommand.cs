using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>backup</c>: its arguments; the work is <see cref="BackupVerb"/>'s.</summary>
static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "What the copy is to be called" };
        var force = new Option<bool>("--force") { Description = "Replace a file of that name" };
        var command = new Verb("backup",
            "Copies the database as it is at one moment, also while the service runs. The copy is checked before it gets its name, and only you may read it.",
            "watcher backup watcher-2026-03-01.db", "watcher backup /backups/watcher.db --force") { file, force };
        command.SetAction((parsed, cancellation) => BackupVerb.Run(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(file)!, parsed.GetValue(force), parsed.GetValue(GlobalOptions.Json), cancellation));
        return command;
    }
}
