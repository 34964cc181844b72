using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>run</c>: its arguments; the work is <see cref="Jobs.Service"/>'s.</summary>
static class RunCommand
{
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "One cycle of everything, one delivery attempt included, then exit" };
        var command = new Verb("run",
            "The service: reads on schedule, records, alerts, delivers, and answers on its API. One per database.",
            "watcher run --config appsettings.json",
            "watcher run --once --json") { once };
        command.SetAction((parsed, cancellation) => Jobs.Service.Run(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(once), parsed.GetValue(GlobalOptions.Json), cancellation));
        return command;
    }
}
