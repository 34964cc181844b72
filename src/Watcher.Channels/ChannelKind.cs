using Watcher.Settings;

namespace Watcher.Channels;

/// <summary>A type of channel, as <c>Type</c> names it in the configuration.</summary>
/// <param name="Create">Reads the channel's settings, reporting every problem to them, and makes it. Called with invalid settings too.</param>
public sealed record ChannelKind(string Type, Func<string, SettingsNode, ChannelContext, IChannel> Create);

/// <summary>What every channel may need from its surroundings.</summary>
/// <param name="Output">Where the console channel writes.</param>
public sealed record ChannelContext(TimeProvider Time, TextWriter Output);
