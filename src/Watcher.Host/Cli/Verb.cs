using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Watcher.Host.Cli;

/// <summary>A verb with examples for its <c>--help</c>.</summary>
sealed class Verb(string name, string what, params string[] examples) : Command(name, what)
{
    public IReadOnlyList<string> Examples => examples;
}

/// <summary>The usual help, and the verb's examples beneath it.</summary>
sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void PutInto(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not Verb { Examples.Count: > 0 } verb) return ExitCode.Ok;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(verb.Examples.Count == 1 ? "Example:" : "Examples:");
        foreach (var example in verb.Examples) output.WriteLine($"  {example}");
        return ExitCode.Ok;
    }
}
