using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>alerts silence</c>: its arguments; the work is <see cref="SilenceVerb"/>'s.</summary>
static class SilenceCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "This alert: its rule on its subject, also if it comes back", Arity = ArgumentArity.ZeroOrOne };
        var wallet = new Option<string>("--wallet") { Description = "Alerts on this wallet (label or address) or portfolio (label)", HelpName = "W" };
        var rule = new Option<string>("--rule") { Description = "Alerts of this rule; the watcher's alerts on itself are silenced only so", HelpName = "R" };
        var protocol = new Option<string>("--protocol") { Description = "Alerts on positions in this protocol", HelpName = "P" };
        var chain = new Option<string>("--chain") { Description = "Alerts on this chain", HelpName = "C" };
        var all = new Option<bool>("--all") { Description = "All alerts but the watcher's on itself" };
        var length = Arguments.Duration("--for", "For so long");
        var until = Arguments.Instant("--until", "Until this time; without an offset it is UTC");
        var unknown = new Option<bool>("--unknown") { Description = "Holds back UNKNOWN as well: you will not hear that nobody can see" };
        var note = new Option<string>("--note") { Description = "Why, for others to read", HelpName = "TEXT" };
        var command = new Verb("silence",
            "Keeps alerts quiet for a while. What still holds at the end is told then; nothing is lost. At least one selector; several narrow it down.",
            "watcher alerts silence 3f0c51a2b7d94e6f8a01 --for 2h",
            "watcher alerts silence --wallet treasury --chain base --until 2026-03-01T08:00 --note \"moving the loan\"",
            "watcher alerts silence list", "watcher alerts silence end 7") { id, wallet, rule, protocol, chain, all, length, until, unknown, note, List(), End() };
        command.SetAction((parsed, cancellation) => SilenceVerb.Begin(
            parsed.GetValue(GlobalOptions.Config) ?? [],
            new(parsed.GetValue(id), parsed.GetValue(wallet), parsed.GetValue(rule), parsed.GetValue(protocol), parsed.GetValue(chain), parsed.GetValue(all),
                parsed.GetValue(length), parsed.GetValue(until), parsed.GetValue(unknown), parsed.GetValue(note)),
            parsed.GetValue(GlobalOptions.Json), cancellation));
        return command;
    }

    static Verb List()
    {
        var list = new Verb("list", "Silences now and past, newest first.", "watcher alerts silence list");
        list.SetAction((parsed, cancellation) => SilenceVerb.List(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(GlobalOptions.Json), cancellation));
        return list;
    }

    static Verb End()
    {
        var id = new Argument<string>("ID") { Description = "The silence's number, as the list shows it" };
        var end = new Verb("end", "Ends a silence now; what it held back and still holds is told at once.", "watcher alerts silence end 7") { id };
        end.SetAction((parsed, cancellation) => SilenceVerb.End(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(id)!, parsed.GetValue(GlobalOptions.Json), cancellation));
        return end;
    }
}
