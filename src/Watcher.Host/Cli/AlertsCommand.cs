using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>alerts</c>: its verbs; the work is <see cref="AlertsVerb"/>'s.</summary>
static class AlertsCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "An alert's id, as the list shows it" };
        var list = new Verb("list", "Alerts now and past, newest first.", "watcher alerts list --json");
        var show = new Verb("show", "One alert with its evidence, transitions and deliveries.", "watcher alerts show 7 --json") { id };
        var command = new Verb("alerts", "Alerts now and past, with their evidence and delivery receipts.", "watcher alerts list") { list, show };
        list.SetAction(List);
        command.SetAction(List);
        show.SetAction((parsed, cancellation) => AlertsVerb.Show(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(id)!, parsed.GetValue(GlobalOptions.Json), cancellation));
        return command;
    }

    static Task<int> List(ParseResult parsed, CancellationToken cancellation) =>
        AlertsVerb.List(parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(GlobalOptions.Json), cancellation);
}
