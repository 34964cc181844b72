using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>notify test</c>: its arguments; the work is <see cref="NotifyTestVerb"/>'s.</summary>
static class NotifyCommand
{
    public static Command Create()
    {
        var channel = new Argument<string?>("CHANNEL") { Description = "A configured channel; none: all of them", Arity = ArgumentArity.ZeroOrOne };
        var test = new Verb("test",
            "Sends a notification with the reason \"test\" through the real channels and says what came of it.", "watcher notify test ops") { channel };
        test.SetAction((parsed, cancellation) => NotifyTestVerb.Run(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(channel), parsed.GetValue(GlobalOptions.Json), cancellation));
        return new Verb("notify", "Proves the channels before they are needed.", "watcher notify test") { test };
    }
}
