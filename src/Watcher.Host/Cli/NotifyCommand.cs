using System.CommandLine;

namespace Watcher.Host.Cli;

/// <summary><c>notify</c>: its verbs; the work is <see cref="NotifyTestVerb"/>'s and <see cref="DeadLettersVerb"/>'s.</summary>
static class NotifyCommand
{
    public static Command Create() =>
        new Verb("notify", "Proves the channels before they are needed, and sends again what they refused.", "watcher notify test", "watcher notify resend --channel ops")
        {
            Test(), Dead(), Resend(),
        };

    static Verb Test()
    {
        var channel = new Argument<string?>("CHANNEL") { Description = "A configured channel; none: all of them", Arity = ArgumentArity.ZeroOrOne };
        var test = new Verb("test",
            "Sends a notification with the reason \"test\" through the real channels and says what came of it.", "watcher notify test ops") { channel };
        test.SetAction((parsed, cancellation) => NotifyTestVerb.Run(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(channel), parsed.GetValue(GlobalOptions.Json), cancellation));
        return test;
    }

    static Verb Dead()
    {
        var channel = Channel();
        var dead = new Verb("dead", "Dead letters: messages that a channel refused, with what it said.", "watcher notify dead --channel ops") { channel };
        dead.SetAction((parsed, _) => DeadLettersVerb.List(parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(channel), parsed.GetValue(GlobalOptions.Json)));
        return dead;
    }

    static Verb Resend()
    {
        var (ids, channel) = (new Argument<long[]>("ID") { Description = "Dead letters, as 'notify dead' numbers them", Arity = ArgumentArity.ZeroOrMore }, Channel());
        var resend = new Verb("resend", "Sends dead letters again, the same bytes under the same key; a running watcher takes them up within a second.",
            "watcher notify resend 17", "watcher notify resend --channel ops") { ids, channel };
        resend.Validators.Add(result =>
        {
            if (result.GetResult(channel) is null && result.GetResult(ids) is not { Tokens.Count: > 0 }) result.AddError("name dead letters by their ID, or all of a channel with --channel");
        });
        resend.SetAction((parsed, _) => DeadLettersVerb.Resend(
            parsed.GetValue(GlobalOptions.Config) ?? [], parsed.GetValue(ids) ?? [], parsed.GetValue(channel), parsed.GetValue(GlobalOptions.Json)));
        return resend;
    }

    static Option<string?> Channel() => new("--channel") { Description = "Of this channel only", HelpName = "NAME" };
}
