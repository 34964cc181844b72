using Watcher.Rules;

namespace Watcher.Simulation;

/// <summary>What the configuration says, in the world's own words.</summary>
/// <param name="Wallets">By their number in the world.</param>
/// <param name="Portfolio">Whether all of them together are watched too.</param>
sealed record Plan(ImmutableArray<PlannedRule> Rules, ImmutableArray<int> Wallets, ImmutableArray<string> Channels, bool Portfolio)
{
    public const string PortfolioLabel = "all";
    public static readonly ImmutableArray<string> AllChannels = ["ops", "phone", "mail"];

    public static Plan First(int wallets, Dice dice) => new(
        [
            new("critical", "healthFactor", 1.1m, 1.2m) { For = TimeSpan.Zero, Worsen = 0.05m, Escalate = "phone" },
            new("warning", "healthFactor", 1.3m, 1.4m) { For = TimeSpan.FromSeconds(dice.Below(3) * 30), Channels = ["ops", "mail"] },
            new("poor", "netUsd", 6000, 7000) { Repeat = TimeSpan.FromHours(1) },
            PlannedRule.Event("liquidated"),
        ],
        [.. Enumerable.Range(0, wallets)], AllChannels, true);

    /// <summary>One thing in it is changed.</summary>
    public Plan Edited(int wallets, Swarm swarm, Dice dice) => dice.Below(3) switch
    {
        0 when swarm.Has(Trouble.RuleEdits) => this with { Rules = EditedRules(dice) },
        1 when swarm.Has(Trouble.WalletEdits) => this with { Wallets = Toggled(Wallets, dice.Below(wallets)), Portfolio = dice.OneIn(2) },
        2 when swarm.Has(Trouble.ChannelEdits) => this with { Channels = Toggled(Channels, dice.Of(AllChannels)) },
        _ => this,
    };

    ImmutableArray<PlannedRule> EditedRules(Dice dice)
    {
        var rule = dice.Of(Rules);
        var same = PlannedRule.Event(rule.Name);
        return rule.Metric is null || dice.OneIn(3)
            ? dice.OneIn(2) && Rules.Length > 2 ? Rules.Remove(rule) : Rules
            : Rules.Replace(rule, rule with { Fire = rule.Fire * dice.Of([0.97m, 1.03m]) });
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
    public TimeSpan For { get; init; }
    public TimeSpan Repeat { get; init; } = TimeSpan.FromHours(6);
    public TimeSpan UnknownAfter { get; init; } = TimeSpan.FromMinutes(15);
    public decimal? Worsen { get; init; }
    public string? Escalate { get; init; }
    public ImmutableArray<string> Channels { get; init; } = [];

    public static PlannedRule Event(string name) => new(name, null, 0, 0);

    public bool IsOfLoans => Metric == "healthFactor";

    public bool Holds(decimal value) => value < Fire;

    public bool Clears(decimal value) => value > Clear;

    public bool IsFor(string channel) => Channels.IsEmpty || Channels.Contains(channel);

    public Rule Written() => new(Name, Metric is null
        ? Trigger.Parse(Name, null, Words)
        : Trigger.Parse(FormattableString.Invariant($"{Metric} < {Fire}"), FormattableString.Invariant($"{Metric} > {Clear}"), Words))
    {
        For = For,
        Repeat = Repeat,
        UnknownAfter = UnknownAfter,
        Worsen = Worsen is { } worsen ? new BigDecimal(new BigInteger(worsen * 10000), 4) : null,
        Escalate = Escalate is { } channel ? new(TimeSpan.FromMinutes(30), [channel]) : null,
        Channels = Channels,
    };

    static readonly RuleVocabulary Words = new();
}
