using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>backfill</c>: its arguments; the work is <see cref="BackfillVerb"/>'s.</summary>
static class BackfillCommand
{
    const int UsuallyAtOnce = 4, MostAtOnce = 32;

    public static Command Create()
    {
        var from = PastArguments.Point("--from", "The first block, or the newest one at this time");
        var to = PastArguments.Point("--to", "The last one (default: the newest)");
        var every = PastArguments.Every("Time, or number of blocks, from one to the next (default: 1h)");
        var chain = new Option<string[]>("--chain") { Description = "This chain only; may repeat", HelpName = "NAME" };
        var atOnce = AtOnce();
        var timeout = Arguments.Timeout();
        from.Required = true;
        var command = new Verb("backfill",
            "Fills the history with past blocks, read from an archive node now. What is recorded is not read again, so the same call goes on where it stopped. No rule hears of it.",
            "watcher backfill --from 2026-01-01 --to 2026-03-01 --every 1h",
            "watcher backfill --chain ethereum --from 21000000 --to 21070000 --every 300") { from, to, every, chain, atOnce, timeout };
        command.SetAction((parsed, cancellation) => BackfillVerb.Run(new(
            parsed.GetValue(GlobalOptions.Config) ?? [], PastArguments.Steps(parsed.GetValue(from)!, parsed.GetValue(to), parsed.GetValue(every)),
            parsed.GetValue(chain) ?? [], parsed.GetValue(atOnce), parsed.GetValue(timeout) ?? Arguments.UsualTimeout, parsed.GetValue(GlobalOptions.Json)), cancellation));
        return command;
    }

    static Option<int> AtOnce()
    {
        var atOnce = new Option<int>("--at-once")
        {
            Description = $"So many blocks are read at a time: more where a node is far away, fewer where it counts requests (default: {UsuallyAtOnce})",
            HelpName = "N",
            DefaultValueFactory = _ => UsuallyAtOnce,
        };
        atOnce.Validators.Add(result => { if (!result.Implicit && result.GetValueOrDefault<int>() is < 1 or > MostAtOnce) result.AddError($"--at-once: must be between 1 and {MostAtOnce}"); });
        return atOnce;
    }
}
