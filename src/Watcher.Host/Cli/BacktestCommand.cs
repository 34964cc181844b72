using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Watcher.Host.Backtest;
using Watcher.Settings;

namespace Watcher.Host.Cli;

/// <summary><c>backtest</c>: its arguments; the work is <see cref="BacktestVerb"/>'s.</summary>
static class BacktestCommand
{
    static readonly TimeSpan UsualStep = TimeSpan.FromHours(1);

    public static Command Create()
    {
        var rule = new Option<string>("--rule") { Description = "A configured rule, or a JSON file with one rule as the configuration has it", HelpName = "NAME|FILE", Required = true };
        var since = Arguments.Duration("--since", "How far back in the recorded history (default: all of it)");
        var until = Arguments.Instant("--until", "Up to when (default: now)");
        var from = Point("--from", "Read past blocks from an archive node now instead, from this one on");
        var to = Point("--to", "With --from: up to this block (default: the newest)");
        var every = new Option<string>("--every") { Description = "With --from: time, or number of blocks, from one block to the next (default: 1h)", HelpName = "DURATION|BLOCKS" };
        var chain = new Option<string[]>("--chain") { Description = "This chain only; may repeat", HelpName = "NAME" };
        var timeout = Arguments.Timeout();
        every.Validators.Add(result => { if (StepOf(result.Tokens[0].Value) is null) result.AddError($"--every: '{result.Tokens[0].Value}' is neither a duration (1h) nor a number of blocks above 0"); });
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
        var (time, blocks) = StepOf(every) ?? (UsualStep, null);
        return from is null ? null : new(from, to, time, blocks);
    }

    static (TimeSpan Time, ulong? Blocks)? StepOf(string? text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var blocks) ? blocks > 0 ? (TimeSpan.Zero, blocks) : null
        : Durations.TryParse(text, out var time) && time >= TimeSpan.FromSeconds(1) ? (time, null) : null;

    /// <summary>A block's number, or a time in ISO 8601; without an offset it is UTC.</summary>
    static Option<PastPoint?> Point(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "BLOCK|DATE",
        CustomParser = Point,
        Arity = ArgumentArity.ExactlyOne,
    };

    static PastPoint? Point(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new(number, null);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return new(null, time.ToUniversalTime());
        result.AddError($"'{text}' is neither a block number nor a time: write 19000000 or 2026-03-01T08:00");
        return null;
    }
}
