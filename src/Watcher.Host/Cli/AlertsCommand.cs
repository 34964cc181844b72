using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>alerts</c>: its verbs; the work is <see cref="AlertsVerb"/>'s, <see cref="SilenceVerb"/>'s and <see cref="RulesVerb"/>'s.</summary>
static class AlertsCommand
{
    public static Command Create()
    {
        var list = new Verb("list", "Alerts now and past, newest first.", "watcher alerts list --json");
        var command = new Verb("alerts", "Alerts now and past, with their evidence and delivery receipts; and what you have to say of them.",
            "watcher alerts list", "watcher alerts ack 3f0c51a2b7d94e6f8a01", "watcher alerts silence --wallet treasury --for 2h")
        {
            list, Show(), Acknowledge(), SilenceCommand.Create(), Rules(),
        };
        list.SetAction(List);
        command.SetAction(List);
        return command;
    }

    static Task<int> List(ParseResult parsed, CancellationToken cancellation) =>
        AlertsVerb.List(parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(GlobalOptions.Json), cancellation);

    static Verb Show()
    {
        var id = Id();
        var show = new Verb("show", "One alert with its evidence, transitions and deliveries.", "watcher alerts show 3f0c51a2b7d94e6f8a01 --json") { id };
        show.SetAction((parsed, cancellation) => AlertsVerb.Show(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(id)!, parsed.GetValue(GlobalOptions.Json), cancellation));
        return show;
    }

    static Verb Acknowledge()
    {
        var id = Id();
        var acknowledge = new Verb("ack", "Takes an alert on: no reminder and no escalation until it ends. Worsening and the end are still told.",
            "watcher alerts ack 3f0c51a2b7d94e6f8a01") { id };
        acknowledge.SetAction((parsed, cancellation) => AlertsVerb.Acknowledge(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(id)!, parsed.GetValue(GlobalOptions.Json), cancellation));
        return acknowledge;
    }

    static Verb Rules()
    {
        var rules = new Verb("rules", "Each rule in words, with what it covers now, how that stands, and what is silenced.", "watcher alerts rules");
        rules.SetAction((parsed, cancellation) => RulesVerb.Run(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(GlobalOptions.Json), cancellation));
        return rules;
    }

    static Argument<string> Id() => new("ID") { Description = "An alert's id, as the list shows it" };
}
