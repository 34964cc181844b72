using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Rules;
using Watcher.Tests.Rules;
using Xunit;

namespace Watcher.Tests.Alerts;

/// <summary>One loan under one rule, block by block: fires below 1.25, clears above 1.35 unless told otherwise. A block is 12 s on both clocks.</summary>
sealed class AlertScene
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly AlertSubject Loan = new("devnet/aave-v3/main/0xa1")
    {
        Wallet = Address.Parse("0x00000000000000000000000000000000000000A1"),
        Label = "treasury",
        Chain = "devnet",
        Protocol = "aave-v3",
        Position = "devnet/aave-v3/main/0xa1",
    };

    public AlertScene(string when = "healthFactor < 1.25", string? clear = "healthFactor > 1.35") =>
        Rule = new("near", Trigger.Parse(when, clear, Metrics.Vocabulary)) { UnknownAfter = TimeSpan.FromMinutes(15) };

    public Rule Rule { get; set; }
    public DateTimeOffset Now { get; set; } = Start;
    public BlockRef Block { get; private set; } = BlockAt(100, 'a', Start);
    public Steering Steering { get; set; } = Steering.None;
    public AlertState State { get; set; } = new(new("near", Loan.Key), Loan);
    public IReadOnlyList<AlertState> OutageStates { get; set; } = [];
    public StepResult Last { get; private set; } = null!;
    public List<NotificationDraft> Told { get; } = [];
    public List<AlertTransition> Transitions { get; } = [];
    public JsonNode? Evidence { get; set; }

    public static BlockRef BlockAt(ulong number, char fork, DateTimeOffset time) =>
        new(number, new Hash32(Keccak256.Hash(System.Text.Encoding.ASCII.GetBytes($"{fork}{number}"))), time);

    /// <summary>The next block, where the loan has this health factor: a number, <c>Infinity</c>, <c>unknown</c>, or <c>n/a</c>.</summary>
    public AlertScene Reads(string healthFactor)
    {
        Mine(TimeSpan.FromSeconds(12));
        return Takes(Seen(("healthFactor", healthFactor)));
    }

    public AlertScene Reads(params (string, string)[] metrics)
    {
        Mine(TimeSpan.FromSeconds(12));
        return Takes(Seen(metrics));
    }

    public AlertScene Closes()
    {
        Mine(TimeSpan.FromSeconds(12));
        return Takes(new(Rule, Loan, Truth.NotApplicable, Truth.NotApplicable) { Block = Block, Closed = true });
    }

    /// <summary>Not even a block could be had.</summary>
    public AlertScene ReadsNothing() => Takes(Seen(("healthFactor", "unknown")) with { Block = null, Reading = null });

    public AlertScene Takes(Observation seen) => Keep(AlertMachine.Step(State, seen, Steering.Of(State, Now), Now));

    /// <summary>Somebody takes this life of the alert on.</summary>
    public AlertScene Acknowledges()
    {
        Steering = Steering with { Acknowledged = Steering.Acknowledged.SetItem(State.Id!, Now) };
        return this;
    }

    /// <summary>Somebody silences all of the loan's wallet, unless told otherwise.</summary>
    public AlertScene Silences(TimeSpan length, Func<Silence, Silence>? otherwise = null)
    {
        var silence = new Silence(Steering.Silences.Length + 1, Now, Now + length) { Wallet = Loan.Wallet.ToString() };
        Steering = Steering with { Silences = Steering.Silences.Add(otherwise is null ? silence : otherwise(silence)) };
        return this;
    }

    public AlertScene Ticks(TimeSpan later)
    {
        Now += later;
        return Keep(AlertMachine.Tick(Rule, State, Steering.Of(State, Now), Now));
    }

    public AlertScene Ends(string why) => Keep(AlertMachine.End(State, why, Now));

    public AlertScene Mine(TimeSpan after, char fork = 'a', ulong? number = null)
    {
        Now += after;
        Block = BlockAt(number ?? Block.Number + 1, fork, Block.Timestamp + after);
        return this;
    }

    public AlertScene MineAt(ulong number, char fork, DateTimeOffset time)
    {
        Block = BlockAt(number, fork, time);
        return this;
    }

    public Observation Seen(params (string, string)[] metrics)
    {
        var subject = new ReportSubject(Loan, MetricScope.Loan, Metrics.Of([.. metrics.Where(m => m.Item2 != "n/a")]))
        {
            Block = Block,
            Why = "devnet/aave-v3/main: timeout (2 endpoints, no answer)",
            Unread = [new(new("devnet", "devnet/aave-v3/main", null), new(FailureReason.Timeout, "2 endpoints, no answer"))],
            Evidence = _ => Evidence,
        };
        return Assert.Single(RuleEvaluation.Observe([Rule], [subject]));
    }

    /// <summary>Phase, and what was told by the last step: <c>Firing: fired</c>.</summary>
    public void Stands(string expected) =>
        Assert.Equal(expected, $"{State.Phase}: {string.Join(' ', Last.Notifications.Select(n => n.Reason.ToString().ToLower(CultureInfo.InvariantCulture)))}".TrimEnd(' '));

    public string AllTold => string.Join(' ', Told.Select(n => n.Reason));

    /// <summary>The alert's step, and what it means for the outage that the alert may be part of.</summary>
    AlertScene Keep(StepResult result)
    {
        State = result.State;
        var outages = Outages.Step([State, .. OutageStates], [Rule], ["ops", "phone"], Steering, Now);
        OutageStates = [.. OutageStates.Where(o => outages.All(step => step.State.Key != o.Key)), .. outages.Select(step => step.State)];
        Last = result with
        {
            Notifications = [.. result.Notifications, .. outages.SelectMany(o => o.Notifications)],
            Transitions = [.. result.Transitions, .. outages.SelectMany(o => o.Transitions)],
        };
        Told.AddRange(Last.Notifications);
        Transitions.AddRange(Last.Transitions);
        return this;
    }
}
