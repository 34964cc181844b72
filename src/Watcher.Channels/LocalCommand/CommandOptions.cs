using System.Collections.Immutable;
using Watcher.Settings;

namespace Watcher.Channels.LocalCommand;

/// <param name="Command">The program and its arguments, as they are: no shell reads them.</param>
/// <param name="Timeout">After it the program and all that it started are killed.</param>
public sealed record CommandOptions(ImmutableArray<string> Command, TimeSpan Timeout)
{
    static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    public static CommandOptions From(SettingsNode settings)
    {
        var options = new CommandOptions([.. settings.Texts("Command") ?? []], settings.Duration("Timeout") ?? DefaultTimeout);
        if (options.Command.IsEmpty || options.Command[0].Length == 0)
            settings.Problem("Command", "is required: the program and its arguments as a list, such as [ \"/usr/local/bin/page-me\", \"--loud\" ]");
        else if (!Path.IsPathFullyQualified(options.Command[0]))
            settings.Problem("Command", $"'{options.Command[0]}' must be a full path, so that nothing else of that name is started");
        else if (!File.Exists(options.Command[0]))
            settings.Problem("Command", $"there is no program {options.Command[0]}");
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromMinutes(10)) settings.Problem("Timeout", "must be between 1s and 10m");
        return options;
    }
}
