using Watcher.Channels;

namespace Watcher.Host.Cli;

/// <summary>Where the console channel writes.</summary>
static class ChannelContexts
{
    /// <summary>For verbs that send nothing.</summary>
    public static ChannelContext Silent { get; } = new(TimeProvider.System, TextWriter.Null);

    /// <summary>On stdout, or on stderr where stdout is for a program.</summary>
    public static ChannelContext Of(bool json) => new(TimeProvider.System, json ? Console.Error : Console.Out);
}
