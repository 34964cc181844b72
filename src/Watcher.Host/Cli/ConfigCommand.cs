using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>config check</c>: its arguments; the work is <see cref="ConfigCheckVerb"/>'s.</summary>
static class ConfigCommand
{
    public static Command Create()
    {
        var timeout = Arguments.Timeout();
        var check = new Verb("check",
            "Checks every setting, and asks the nodes whether endpoints, tokens and price feeds are what they should be.", "watcher config check") { timeout };
        check.SetAction((parsed, cancellation) => ConfigCheckVerb.Run(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(timeout) ?? Arguments.UsualTimeout, parsed.GetValue(GlobalOptions.Json), cancellation));
        return new Verb("config", "Proves the settings before they are needed.", "watcher config check") { check };
    }
}
