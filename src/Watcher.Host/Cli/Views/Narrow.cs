using Spectre.Console;

namespace Watcher.Host.Cli.Views;

/// <summary>Terminals on which a table of many columns would fold or vanish: less is shown side by side there.</summary>
static class Narrow
{
    const int Wide = 150;

    public static bool IsNarrow(this IAnsiConsole console) => console.Profile.Width < Wide;
}
