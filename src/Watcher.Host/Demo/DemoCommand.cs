using System.CommandLine;
using Watcher.Host.Cli;

namespace Watcher.Host.Demo;

/// <summary><c>demo</c>: its arguments; the work is <see cref="DemoVerb"/>'s.</summary>
static class DemoCommand
{
    public static Command Create()
    {
        var serve = new Option<bool>("--serve") { Description = "Keep the chain and the watcher on it running, with its page and API, until Ctrl-C" };
        var command = new Verb("demo",
            "A local node with the real contracts, wallets with positions, a market crash, and the watcher on it. Needs Node.js.",
            "watcher demo",
            "watcher demo --serve") { serve };
        command.SetAction((parsed, cancellation) => DemoVerb.Run(parsed.GetValue(serve), cancellation));
        return command;
    }
}
