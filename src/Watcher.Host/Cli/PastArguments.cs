using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Watcher.Host.Backtest;
using Watcher.Settings;

namespace Watcher.Host.Cli;

/// <summary>Arguments that name blocks of the past.</summary>
static class PastArguments
{
    static readonly TimeSpan UsualStep = TimeSpan.FromHours(1);

    /// <summary>A block's number, or a time in ISO 8601; without an offset it is UTC.</summary>
    public static Option<PastPoint?> Point(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "BLOCK|DATE",
        CustomParser = Point,
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>How far it is from one block to the next.</summary>
    public static Option<string> Every(string description)
    {
        var every = new Option<string>("--every") { Description = description, HelpName = "DURATION|BLOCKS" };
        every.Validators.Add(result => { if (StepOf(result.Tokens[0].Value) is null) result.AddError($"--every: '{result.Tokens[0].Value}' is neither a duration (1h) nor a number of blocks above 0"); });
        return every;
    }

    /// <param name="to">Null = the newest block.</param>
    /// <param name="every">As its option took it; null = an hour.</param>
    public static PastSteps Steps(PastPoint from, PastPoint? to, string? every)
    {
        var (time, blocks) = StepOf(every) ?? (UsualStep, null);
        return new(from, to, time, blocks);
    }

    static (TimeSpan Time, ulong? Blocks)? StepOf(string? text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var blocks) ? blocks > 0 ? (TimeSpan.Zero, blocks) : null
        : Durations.TryParse(text, out var time) && time >= TimeSpan.FromSeconds(1) ? (time, null) : null;

    static PastPoint? Point(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new(number, null);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return new(null, time.ToUniversalTime());
        result.AddError($"'{text}' is neither a block number nor a time: write 19000000 or 2026-03-01T08:00");
        return null;
    }
}
