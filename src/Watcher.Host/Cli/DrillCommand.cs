using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>drill</c>: its arguments; the work is <see cref="DrillVerb"/>'s.</summary>
static class DrillCommand
{
    public static Command Create()
    {
        var rule = new Option<string>("--rule") { Description = "Fire this rule (default: the severest that a move of the market fires, and all that fire along)", HelpName = "NAME" };
        var wallet = new Option<string>("--wallet") { Description = "Of this configured wallet, by label or address (default: the one that breaches first)", HelpName = "WALLET" };
        var shocks = new Option<string[]>("--shock") { Description = "Suppose this price change instead of searching for the smallest that does it; may repeat", HelpName = "ETH=-40%|group:eth=-40%" };
        var timeout = Arguments.Timeout();
        var command = new Verb("drill",
            "Simulates a crash of a real wallet: the real rules, the real channels, every message marked DRILL. Nothing of it is stored.",
            "watcher drill",
            "watcher drill --rule liquidation-critical --wallet treasury --shock ETH=-40%") { rule, wallet, shocks, timeout };
        command.SetAction((parsed, cancellation) => DrillVerb.Run(new(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(rule), parsed.GetValue(wallet), parsed.GetValue(shocks) ?? [],
            parsed.GetValue(timeout) ?? Arguments.UsualTimeout, parsed.GetValue(GlobalOptions.Json)), cancellation));
        return command;
    }
}
