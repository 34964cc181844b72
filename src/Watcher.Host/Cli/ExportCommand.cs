using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>export</c>: its arguments; the work is <see cref="ExportVerb"/>'s.</summary>
static class ExportCommand
{
    public static Command Create()
    {
        var table = new Option<string>("--table") { Description = "Which of the documented views, with or without its v_ (default: history)", HelpName = "NAME" };
        var metric = new Option<string>("--metric") { Description = "This metric of the history only: healthFactor, weight(ETH), ...", HelpName = "NAME" };
        var wallet = new Option<string>("--wallet") { Description = "This wallet only: an address or a configured label", HelpName = "ADDRESS" };
        var chain = new Option<string>("--chain") { Description = "This chain only", HelpName = "NAME" };
        var since = Arguments.Duration("--since", "How far back (default: all of it)");
        var csv = new Option<bool>("--csv") { Description = "Comma-separated values, the names of the columns first" };
        var lines = new Option<bool>("--jsonl") { Description = "A JSON object a line" };
        var parquet = Parquet();
        var force = new Option<bool>("--force") { Description = "With --parquet: replace a file of that name" };
        var command = new Verb("export",
            "Writes recorded rows for other programs, one by one: of any size, beside a running watcher. Text goes to stdout, Parquet into a file.",
            "watcher export --metric healthFactor --since 30d --csv > health.csv",
            "watcher export --table alerts --jsonl",
            "watcher export --table history --parquet history.parquet") { table, metric, wallet, chain, since, csv, lines, parquet, force };
        command.SetAction((parsed, cancellation) => ExportVerb.Run(new(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(table), parsed.GetValue(metric), parsed.GetValue(wallet), parsed.GetValue(chain),
            parsed.GetValue(since), parsed.GetValue(csv), parsed.GetValue(lines), parsed.GetValue(parquet), parsed.GetValue(force), parsed.GetValue(GlobalOptions.Json)), cancellation));
        return command;
    }

    static Option<string> Parquet()
    {
        var parquet = new Option<string>("--parquet") { Description = "Apache Parquet, into this file", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        parquet.Validators.Add(result => { if (result.Tokens.Count == 0) result.AddError("--parquet: name the file: it is binary, and no good on a terminal"); });
        return parquet;
    }
}
