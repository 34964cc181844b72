using System.CommandLine;
using Watcher.Host.Backtest;

namespace Watcher.Host.Cli;

/// <summary><c>backtest</c>: its arguments; the work is <see cref="BacktestVerb"/>'s.</summary>
static class BacktestCommand
{
    public static Command Create()
    {
        var rule = new Option<string>("--rule") { Description = "A configured rule, or a JSON file with one rule as the configuration has it", HelpName = "NAME|FILE", Required = true };
        var since = Arguments.Duration("--since", "How far back in the recorded history (default: all of it)");
        var until = Arguments.Instant("--until", "Up to when (default: now)");
        var from = PastArguments.Point("--from", "Read past blocks from an archive node now instead, from this one on");
        var to = PastArguments.Point("--to", "With --from: up to this block (default: the newest)");
        var every = PastArguments.Every("With --from: time, or number of blocks, from one block to the next (default: 1h)");
        var chain = new Option<string[]>("--chain") { Description = "This chain only; may repeat", HelpName = "NAME" };
        var timeout = Arguments.Timeout();
        var command = new Verb("backtest",
            "When a rule would have fired, worsened and cleared in the past, how many messages that had been, and how long before a liquidation.",
            "watcher backtest --rule liquidation-critical --since 30d",
            "watcher backtest --rule new-rule.json --from 2026-03-01 --to 2026-03-31 --every 1h") { rule, since, until, from, to, every, chain, timeout };
        command.SetAction((parsed, cancellation) => BacktestVerb.Run(new(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(rule)!, parsed.GetValue(since), parsed.GetValue(until),
            Steps(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(every)), parsed.GetValue(chain) ?? [],
            parsed.GetValue(timeout) ?? Arguments.UsualTimeout, parsed.GetValue(GlobalOptions.Json)), cancellation));
        return command;
    }

    static PastSteps? Steps(PastPoint? from, PastPoint? to, string? every)
    {
        if (from is null && (to is not null || every is not null)) throw new UsageException($"{(to is null ? "--every" : "--to")}: goes with --from; the recorded history takes --since and --until");
        return from is null ? null : PastArguments.Steps(from, to, every);
    }
}
