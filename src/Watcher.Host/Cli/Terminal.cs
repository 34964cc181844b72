using Spectre.Console;

namespace Watcher.Host.Cli;

/// <summary>The two consoles of a person: results on stdout, progress and remarks on stderr.</summary>
static class Terminal
{
    /// <summary>The width of output that goes to a file or pipe, so that tables do not fold.</summary>
    const int PipeWidth = 160;

    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>A person watches stderr, so progress may be drawn there.</summary>
    public static bool Interactive => !Console.IsErrorRedirected;

    static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer),
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (redirected) console.Profile.Width = PipeWidth;
        return console;
    }
}
