using System.CommandLine;
using Watcher.Host.Config;

namespace Watcher.Host.Cli;

/// <summary>The options that every verb takes.</summary>
static class GlobalOptions
{
    public static Option<string[]> Config { get; } = new("--config")
    {
        Description = $"Configuration file; may repeat, later wins (default: {ConfigSources.DefaultFile})",
        HelpName = "FILE",
        Recursive = true,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Machine-readable output on stdout, and nothing else there", Recursive = true };
}
