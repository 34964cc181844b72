using System.Collections.Immutable;
using Watcher.Alerts;

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

    public static Rule EndpointDown { get; } = Of("endpoint-down", Severity.Warning, "one of several endpoints does not answer properly for 5m");
    public static Rule EndpointLagging { get; } = Of("endpoint-lagging", Severity.Info, "one of several endpoints is behind the others for 10m");
    public static Rule EndpointsForked { get; } = Of("endpoints-forked", Severity.Warning, "endpoints tell of different blocks at one height for 2m");
    public static Rule ChainHalted { get; } = Of("chain-halted", Severity.Warning, "no block is added for ten cycles, and at least 5m");
    public static Rule PriceStale { get; } = Of("price-stale", Severity.Warning, "a feed gives no usable price of what somebody holds for 10m");
    public static Rule StoreFailing { get; } = Of("store-failing", Severity.Critical, "the database takes no writes for 1m");
    public static Rule ClockOff { get; } = Of("clock-off", Severity.Warning, "the host's clock and the chain's contradict each other for 3m");
    public static Rule CycleSlow { get; } = Of("cycle-slow", Severity.Info, "cycles take longer than their interval for 10m");

    public static Rule CallBudget { get; } = Of("call-budget", Severity.Warning, "80% of the calls of a day to an endpoint are spent");

    public static ImmutableArray<Rule> All { get; } =
    [
        ChannelFailing, Unreadable, EndpointsDisagree, EndpointDown, EndpointLagging, EndpointsForked, ChainHalted, PriceStale, StoreFailing, ClockOff, CycleSlow,
        CallBudget,
    ];

    /// <summary>Whether a rule of this name is one of them.</summary>
    public static bool Has(string name) => All.Any(rule => rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static Rule Of(string name, Severity severity, string says) => new(name, new BuiltInTrigger(says)) { Severity = severity };
}
