using System.Text.Json;
using Watcher.Alerts;
using Watcher.Reports;
using Watcher.Rules;
using Watcher.Tests.Rules;

namespace Watcher.Tests.Alerts;

/// <summary>
/// Ten wallets (a to j) with a loan each in two deployments (main, prime) of one chain, under rules on their health factors: cycles in which
/// some of it cannot be read. Channels are ops and phone.
/// </summary>
sealed class OutageScene
{
    public static readonly DateTimeOffset Start = AlertScene.Start;
    static readonly string[] Wallets = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    readonly Dictionary<AlertKey, AlertState> states = [];

    public Rule[] Rules { get; set; } = [Rule("near")];
    public DateTimeOffset Now { get; set; } = Start;
    public Steering Steering { get; set; } = Steering.None;
    public List<NotificationDraft> Told { get; } = [];
    public IEnumerable<AlertState> States => states.Values;
    public IEnumerable<AlertState> Outages => States.Where(s => s.Outage is not null);

    public static Rule Rule(string name, string unknownAfter = "15m", Severity severity = Severity.Warning, params string[] channels) =>
        new(name, Trigger.Parse("healthFactor < 1.25", "healthFactor > 1.35", Metrics.Vocabulary))
        {
            UnknownAfter = Settings.Durations.TryParse(unknownAfter, out var patience) ? patience : default,
            Severity = severity,
            Channels = [.. channels],
        };

    public static Cause Chain(string chain = "devnet") => new(chain, null, null);

    public static Cause Deployment(string deployment, string? wallet = null, string chain = "devnet") =>
        new(chain, $"{chain}/lender/{deployment}", wallet is null ? null : AddressOf(wallet));

    /// <summary>A cycle of a chain after so long, in which what has one of these causes cannot be read; the rest has this health factor.</summary>
    public OutageScene Cycle(TimeSpan after, Cause[] unreadable, string healthFactor = "1.5", string chain = "devnet")
    {
        Now += after;
        foreach (var rule in Rules)
            foreach (var wallet in Wallets)
                foreach (var deployment in (string[])["main", "prime"])
                    Take(rule, wallet, deployment, unreadable, healthFactor, chain);
        return Tick(TimeSpan.Zero);
    }

    public OutageScene Cycle(string after, params Cause[] unreadable) =>
        Cycle(Settings.Durations.TryParse(after, out var time) ? time : default, unreadable);

    /// <summary>A cycle after so long in which the first rule, on a portfolio of several chains, cannot be judged for these causes; for none, it is calm.</summary>
    public OutageScene Portfolio(string after, params Cause[] unreadable)
    {
        Now += Settings.Durations.TryParse(after, out var time) ? time : default;
        var (when, clear) = unreadable.Length > 0 ? (Truth.Unknown, Truth.Unknown) : (Truth.False, Truth.True);
        var seen = new Observation(Rules[0], new("dao") { Label = "dao" }, when, clear)
        {
            Block = AlertScene.BlockAt((ulong)(Now - Start).TotalSeconds, 'a', Now),
            Unread = [.. unreadable.Select(cause => new Unread(cause, new(FailureReason.Timeout, "no answer in 5 s")))],
        };
        Keep(AlertMachine.Step(states.GetValueOrDefault(seen.Key) ?? AlertState.New(seen), seen, Said.Nothing, Now));
        return Tick(TimeSpan.Zero);
    }

    public OutageScene Tick(TimeSpan after)
    {
        Now += after;
        foreach (var step in Watcher.Alerts.Outages.Step([.. states.Values], Rules, ["ops", "phone"], Steering, Now)) Keep(step);
        return this;
    }

    /// <summary>All that is remembered goes through the database.</summary>
    public OutageScene Restart()
    {
        foreach (var (key, state) in states.ToList()) states[key] = JsonSerializer.Deserialize<AlertState>(JsonSerializer.Serialize(state))!;
        return this;
    }

    /// <summary><c>unknown to ops phone, recovered to ops</c></summary>
    public string Story => string.Join(", ", Told.Select(n => $"{n.Reason.ToString().ToLowerInvariant()} to {string.Join(' ', n.Channels)}"));

    static Address AddressOf(string wallet) => Address.Parse($"0x{wallet[0] - 'a' + 1:x40}");

    void Take(Rule rule, string wallet, string deployment, Cause[] unreadable, string healthFactor, string chain)
    {
        var own = Deployment(deployment, wallet, chain);
        var subject = new AlertSubject($"{own}") { Wallet = own.Wallet, Label = wallet, Chain = chain, Protocol = "lender", Position = $"{own}" };
        var why = unreadable.Where(cause => cause.Covers(own)).Select(cause => new Unread(cause, new(FailureReason.Timeout, "no answer in 5 s"))).ToArray();
        var seen = RuleEvaluation.Observe([rule], [new(subject, MetricScope.Loan, Metrics.Of(("healthFactor", why.Length > 0 ? "unknown" : healthFactor)))
        {
            Block = AlertScene.BlockAt((ulong)(Now - Start).TotalSeconds, 'a', Now), Unread = [.. why],
        }]).SingleOrDefault();
        if (seen is null) return;
        Keep(AlertMachine.Step(states.GetValueOrDefault(seen.Key) ?? AlertState.New(seen), seen, Said.Nothing, Now));
    }

    void Keep(StepResult step)
    {
        states[step.State.Key] = step.State;
        Told.AddRange(step.Notifications.Where(n => n.Reason is NotificationReason.Unknown or NotificationReason.Recovered));
    }
}
