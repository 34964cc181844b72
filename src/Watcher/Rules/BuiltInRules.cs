using System.Collections.Immutable;

namespace Watcher.Rules;

/// <summary>What watches the watcher itself, whatever the configuration says of rules. Their names are taken.</summary>
public static class BuiltInRules
{
    /// <summary>A channel that takes no messages, told through the others.</summary>
    public static Rule ChannelFailing { get; } = new("channel-failing", new BuiltInTrigger("a channel refuses a message, or fails for 5m"));

    /// <summary>An outage: something that rules ask for cannot be read. Its severity and channels are those of the rules it blinds.</summary>
    public static Rule Unreadable { get; } = new("unreadable", new BuiltInTrigger("what rules ask for is UNKNOWN for longer than their UnknownAfter"));

    /// <summary>Two endpoints of a chain tell different things of one block.</summary>
    public static Rule EndpointsDisagree { get; } = new("endpoints-disagree", new BuiltInTrigger("two endpoints tell different things of one block"));

    public static ImmutableArray<Rule> All { get; } = [ChannelFailing, Unreadable, EndpointsDisagree];

    /// <summary>Whether a rule of this name is one of them.</summary>
    public static bool Has(string name) => All.Any(rule => rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
