using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>stress</c>: its arguments; the work is <see cref="StressVerb"/>'s.</summary>
static class StressCommand
{
    public static Command Create()
    {
        var addresses = Arguments.Addresses("Wallets to read; none: the configured ones");
        var shocks = new Option<string[]>("--shock")
        {
            Description = "A price change: of a configured token by symbol or address, of a group, or of all outside the group usd; may repeat",
            HelpName = "ETH=-30%|group:eth=-30%|all=-30%",
        };
        var days = new Option<double>("--days") { Description = "Interest of so many days on top", HelpName = "N" };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < 0 or double.NaN) result.AddError("--days must not be negative");
        });
        var chain = new Option<string[]>("--chain") { Description = "Read this chain only; may repeat", HelpName = "NAME" };
        var rpc = new Option<string[]>("--rpc") { Description = "Read through this node instead of the configured ones; may repeat", HelpName = "URL" };
        var block = Arguments.Block();
        var timeout = Arguments.Timeout();
        var command = new Verb("stress",
            "What the positions would be after prices moved and interest accrued; pools move along their own curve.",
            "watcher stress --shock ETH=-30% --shock group:btc=-20% --days 30") { addresses, shocks, days, chain, rpc, block, timeout };
        command.SetAction((parsed, cancellation) => StressVerb.Run(new(
            new(parsed.GetValue(addresses) ?? [], parsed.GetValue(chain) ?? [], parsed.GetValue(rpc) ?? [], parsed.GetValue(GlobalOptions.Config) ?? []),
            parsed.GetValue(block)!, parsed.GetValue(timeout) ?? Arguments.UsualTimeout, parsed.GetValue(GlobalOptions.Json)),
            parsed.GetValue(shocks) ?? [], parsed.GetValue(days), cancellation));
        return command;
    }
}
