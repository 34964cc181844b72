using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>check</c>: its arguments; the work is <see cref="CheckVerb"/>'s.</summary>
static class CheckCommand
{
    public static Command Create()
    {
        var addresses = Arguments.Addresses("Wallets to read; none: the configured ones");
        var chain = new Option<string[]>("--chain") { Description = "Read this chain only; may repeat (a configured or shipped one: ethereum, base, ...)", HelpName = "NAME" };
        var rpc = new Option<string[]>("--rpc") { Description = "Read through this node instead of the configured ones; may repeat", HelpName = "URL" };
        var block = Arguments.Block();
        var timeout = Arguments.Timeout();
        var command = new Verb("check",
            "Reads wallets once: positions, distance to liquidation, imbalance. Needs no database.",
            "watcher check 0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045 --chain ethereum",
            "watcher check --json --block finalized") { addresses, chain, rpc, block, timeout };
        command.SetAction((parsed, cancellation) => CheckVerb.Run(new(
            new(parsed.GetValue(addresses) ?? [], parsed.GetValue(chain) ?? [], parsed.GetValue(rpc) ?? [], parsed.GetValue(GlobalOptions.Config) ?? []),
            parsed.GetValue(block)!, parsed.GetValue(timeout) ?? Arguments.UsualTimeout, parsed.GetValue(GlobalOptions.Json)), cancellation));
        return command;
    }
}
