using System.CommandLine;
using System.CommandLine.Parsing;
using Watcher.Host.Config;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <summary>The command line: its verbs, and what every failure ends in. Kept light: nothing of a verb is loaded before it runs.</summary>
static class CommandLine
{
    /// <summary>How long an interrupted verb may take to end cleanly.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(4.5);

    public static async Task<int> Run(string[] args)
    {
        var parsed = Root().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0) return Refuse(parsed);
        try
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Grace });
        }
        catch (ConfigurationException problem)
        {
            return Refuse(problem);
        }
        catch (Exception trouble) when (trouble is UsageException or StoreException)
        {
            Console.Error.WriteLine(trouble.Message);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("interrupted");
            return ExitCode.Unknown;
        }
        catch (Exception bug)
        {
            return Confess(bug);
        }
    }

    static RootCommand Root()
    {
        var root = Verbs();
        HelpWithExamples.PutInto(root);
        return root;
    }

    static RootCommand Verbs() => new("Watches DeFi positions: how far each loan is from liquidation, how far each portfolio is out of balance. Holds no keys.")
    {
        GlobalOptions.Config,
        GlobalOptions.Json,
        CheckCommand.Create(),
        RunCommand.Create(),
        HistoryCommand.Create(),
        BackfillCommand.Create(),
        ExportCommand.Create(),
        BackupCommand.Create(),
        AlertsCommand.Create(),
        StressCommand.Create(),
        BacktestCommand.Create(),
        DrillCommand.Create(),
        NotifyCommand.Create(),
        ConfigCommand.Create(),
        Demo.DemoCommand.Create(),
    };

    static int Refuse(ParseResult parsed)
    {
        foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
        var verb = string.Join(' ', Words(parsed.CommandResult).Reverse());
        Console.Error.WriteLine($"See: {verb} --help");
        return ExitCode.Usage;
    }

    static IEnumerable<string> Words(SymbolResult? result)
    {
        for (; result is CommandResult command; result = result.Parent) yield return command.Command.Name;
    }

    static int Refuse(ConfigurationException problem)
    {
        Console.Error.WriteLine(problem.Problems.Count == 1 ? "The configuration has a problem:" : $"The configuration has {problem.Problems.Count} problems:");
        foreach (var one in problem.Problems) Console.Error.WriteLine($"  {one}");
        return ExitCode.Usage;
    }

    static int Confess(Exception bug)
    {
        Console.Error.WriteLine($"This is a bug in watcher: {bug.GetType().Name}: {bug.Message}");
        Console.Error.WriteLine("Please report it with the lines below and the command you ran. What was recorded before is safe.");
        Console.Error.WriteLine(bug.StackTrace);
        return ExitCode.Bug;
    }
}
