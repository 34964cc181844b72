using Watcher.Alerts;
using Watcher.Planning;
using Watcher.Rules;

namespace Watcher.Simulation;

/// <summary>What the configuration says, in the world's own words.</summary>
/// <param name="Wished">The rules, were all channels there.</param>
/// <param name="Wallets">By their number in the world.</param>
/// <param name="Portfolio">Whether all of them together are watched too.</param>
sealed record Plan(ImmutableArray<PlannedRule> Wished, ImmutableArray<int> Wallets, ImmutableArray<string> Channels, bool Portfolio)
{
    /// <summary>Of every chain; null = everybody is read in every cycle.</summary>
    public CallBudget? Budget { get; init; }

    /// <summary>A rule may name only channels that are there.</summary>
    public ImmutableArray<PlannedRule> Rules { get; } = [.. Wished.Select(rule => rule.Within(Channels))];

    public const string PortfolioLabel = "all", ForPeople = "mail";
    public static readonly ImmutableArray<string> AllChannels = ["ops", "phone", "mail"];

    public static Plan First(int wallets, Dice dice) => new(
        [
            new(PlannedRule.Critical, "healthFactor", 1.1m, 1.2m) { Severity = Severity.Critical, Worsen = 0.05m, Repeat = TimeSpan.FromHours(2), Escalate = "phone" },
            new("warning", "healthFactor", 1.3m, 1.4m) { For = TimeSpan.FromSeconds(dice.Below(3) * 30), KeepFiring = TimeSpan.FromSeconds(dice.Below(3) * 30), Channels = ["ops", "mail"] },
            new("poor", "netUsd", 6000, 7000) { Repeat = TimeSpan.FromHours(1) },
            PlannedRule.Event("liquidated"),
        ],
        [.. Enumerable.Range(0, wallets)], AllChannels, true);

    /// <summary>One thing in it is changed.</summary>
    public Plan Edited(int wallets, Swarm swarm, Dice dice) => dice.Below(3) switch
    {
        0 when swarm.Has(Trouble.RuleEdits) => new Plan(EditedRules(dice), Wallets, Channels, Portfolio) { Budget = Budget },
        1 when swarm.Has(Trouble.WalletEdits) => new Plan(Wished, Toggled(Wallets, dice.Below(wallets)), Channels, dice.OneIn(2)) { Budget = Budget },
        2 when swarm.Has(Trouble.ChannelEdits) => new Plan(Wished, Wallets, Toggled(Channels, dice.Of(AllChannels)), Portfolio) { Budget = Budget },
        _ => this,
    };

    ImmutableArray<PlannedRule> EditedRules(Dice dice)
    {
        var rule = dice.Of(Wished);
        if (rule.Metric is not null && !dice.OneIn(3)) return Wished.Replace(rule, rule with { Fire = rule.Fire * dice.Of([0.97m, 1.03m]) });
        return Wished.Length > 2 ? Wished.Remove(rule) : Wished;
    }

    static ImmutableArray<T> Toggled<T>(ImmutableArray<T> items, T item)
    {
        if (!items.Contains(item)) return [.. items.Add(item).Order()];
        return items.Length > 1 ? items.Remove(item) : items;
    }
}

/// <summary>A rule: fires below one number, clears above another.</summary>
/// <param name="Metric">Null where it waits for an event of its name.</param>
sealed record PlannedRule(string Name, string? Metric, decimal Fire, decimal Clear)
{
    public Severity Severity { get; init; } = Severity.Warning;
    public TimeSpan For { get; init; }
    public TimeSpan KeepFiring { get; init; }
    public TimeSpan Repeat { get; init; } = TimeSpan.FromHours(6);
    public TimeSpan UnknownAfter { get; init; } = TimeSpan.FromMinutes(15);
    public decimal? Worsen { get; init; }
    public string? Escalate { get; init; }
    public ImmutableArray<string> Channels { get; init; } = [];

    public static PlannedRule Event(string name) => new(name, null, 0, 0) { Severity = Severity.Critical };

    public PlannedRule Within(ImmutableArray<string> channels) => this with
    {
        Channels = [.. Channels.Where(channels.Contains)],
        Escalate = Escalate is { } channel && channels.Contains(channel) ? channel : null,
    };

    public const string Critical = "critical";

    public bool IsOfLoans => Metric == "healthFactor";

    public bool Holds(decimal value) => value < Fire;

    public bool Clears(decimal value) => value > Clear;

    public bool IsFor(string channel) => Channels.IsEmpty || Channels.Contains(channel);

    public Rule Written() => new(Name, Metric is null
        ? Trigger.Parse(Name, null, Words)
        : Trigger.Parse(FormattableString.Invariant($"{Metric} < {Fire}"), FormattableString.Invariant($"{Metric} > {Clear}"), Words))
    {
        Severity = Severity,
        For = For,
        KeepFiring = KeepFiring,
        Repeat = Repeat,
        UnknownAfter = UnknownAfter,
        Worsen = Worsen is { } worsen ? new BigDecimal(new BigInteger(worsen * 10000), 4) : null,
        Escalate = Escalate is { } channel ? new(TimeSpan.FromMinutes(30), [channel]) : null,
        Channels = Channels,
    };

    static readonly RuleVocabulary Words = new();
}
