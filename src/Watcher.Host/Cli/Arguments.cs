using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Watcher.Settings;

namespace Watcher.Host.Cli;

/// <summary>Arguments that several verbs share, each refusing at once what it cannot use.</summary>
static class Arguments
{
    public static Argument<Address[]> Addresses(string description) => new("ADDRESS")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => Parsed(result, token)).Distinct()],
    };

    public static Option<string> Block()
    {
        var option = new Option<string>("--block") { Description = "A block number, latest, safe or finalized", HelpName = "N|latest|safe|finalized", DefaultValueFactory = _ => "latest" };
        option.Validators.Add(result =>
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "latest";
            if (text is not ("latest" or "safe" or "finalized") && !ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                result.AddError($"--block: '{text}' is neither a block number nor latest, safe or finalized");
        });
        return option;
    }

    public static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(30);

    public static Option<TimeSpan?> Timeout() => Duration("--timeout", $"Give up on nodes that do not answer after so long, and report UNKNOWN (default: {UsualTimeout.TotalSeconds}s)");

    /// <summary>A duration as people write it, <c>30s</c> or <c>7d</c>; a plain number means seconds.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = Duration,
        Arity = ArgumentArity.ExactlyOne,
    };

    static TimeSpan? Duration(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Durations.TryParse(text, out var duration) || Durations.TryParse($"{text}s", out duration)) return duration;
        result.AddError($"'{text}' is not a duration: write 30s, 5m, 6h or 7d");
        return null;
    }

    /// <summary>An instant in ISO 8601; without an offset it is UTC.</summary>
    public static Option<DateTimeOffset?> Instant(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = Instant,
        Arity = ArgumentArity.ExactlyOne,
    };

    static DateTimeOffset? Instant(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant.ToUniversalTime();
        result.AddError($"'{text}' is not a time: write 2026-03-01T08:00 (UTC) or 2026-03-01T08:00+01:00");
        return null;
    }

    static Address Parsed(ArgumentResult result, Token token)
    {
        if (Address.TryParse(token.Value, out var address, out var problem)) return address;
        result.AddError(problem!);
        return default;
    }
}
