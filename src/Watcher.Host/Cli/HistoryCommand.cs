using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>history</c>: its arguments; the work is <see cref="HistoryVerb"/>'s.</summary>
static class HistoryCommand
{
    public static Command Create()
    {
        var wallet = new Option<string>("--wallet") { Description = "This wallet only: an address or a configured label", HelpName = "ADDRESS" };
        var position = new Option<string>("--position") { Description = "This position only", HelpName = "ID" };
        var metric = new Option<string>("--metric") { Description = "This metric only: healthFactor, valueUsd, ...", HelpName = "NAME" };
        var since = Arguments.Duration("--since", "How far back (default: all of it)");
        var every = Arguments.Duration("--every", "One sample in so long (default: every one)");
        var csv = new Option<bool>("--csv") { Description = "Comma-separated values on stdout" };
        var orphaned = new Option<bool>("--orphaned") { Description = "With the samples of blocks that were reorganised away" };
        var command = new Verb("history",
            "The recorded series, from the database.",
            "watcher history --metric healthFactor --since 24h --every 1h",
            "watcher history --wallet treasury --csv") { wallet, position, metric, since, every, csv, orphaned };
        command.SetAction((parsed, cancellation) => HistoryVerb.Run(new(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(wallet), parsed.GetValue(position), parsed.GetValue(metric),
            parsed.GetValue(since), parsed.GetValue(every), parsed.GetValue(orphaned), parsed.GetValue(csv), parsed.GetValue(GlobalOptions.Json)), cancellation));
        return command;
    }
}
