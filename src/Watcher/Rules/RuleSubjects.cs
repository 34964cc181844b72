namespace Watcher.Rules;

/// <summary>
/// All subjects of one cycle, seen together: a rule that mentions metrics of positions is asked of each position, else of each wallet, else
/// of each chain; the wider metrics it mentions are looked up from the wallet and the chain around its subject.
/// </summary>
public sealed class RuleSubjects
{
    readonly List<(ReportSubject Subject, Func<MetricRef, MetricValue> Metrics)> all;
    readonly Dictionary<(string? Chain, Address? Wallet), ReportSubject> wallets = [];
    readonly Dictionary<string, ReportSubject> chains = [];

    public RuleSubjects(IReadOnlyCollection<ReportSubject> subjects)
    {
        all = new(subjects.Count);
        foreach (var subject in subjects)
        {
            all.Add((subject, MetricsOf(subject)));
            if (subject is { Scope: MetricScope.Wallet, Subject.Wallet: not null }) wallets.TryAdd((subject.Subject.Chain, subject.Subject.Wallet), subject);
            if (subject is { Scope: MetricScope.Chain, Subject.Chain: { } chain }) chains.TryAdd(chain, subject);
        }
    }

    /// <summary>The subjects a condition is asked of, each with its metrics and those of its wallet and its chain around it.</summary>
    public IEnumerable<(ReportSubject Subject, Func<MetricRef, MetricValue> Metrics)> Of(Condition condition)
    {
        var narrowest = Narrowest(condition);
        return all.Where(s => s.Subject.Scope is { } scope ? narrowest.Contains(scope) : narrowest.Any(IsPosition));
    }

    Func<MetricRef, MetricValue> MetricsOf(ReportSubject subject) => metric =>
    {
        var scope = metric.Metric.Scope;
        if (scope == subject.Scope || (subject.Scope is null && IsPosition(scope))) return subject.Metrics(metric);
        return Around(subject, scope)?.Metrics(metric) ?? MetricValue.NotApplicable;
    };

    ReportSubject? Around(ReportSubject subject, MetricScope scope) => scope switch
    {
        MetricScope.Wallet => wallets.GetValueOrDefault((subject.Subject.Chain, subject.Subject.Wallet)),
        MetricScope.Chain => subject.Subject.Chain is { } chain ? chains.GetValueOrDefault(chain) : null,
        _ => null,
    };

    /// <summary>Positions if it mentions any (both kinds, if it mentions both), else wallets, else chains.</summary>
    internal static IReadOnlyCollection<MetricScope> Narrowest(Condition condition)
    {
        var scopes = condition.Metrics.Select(m => m.Metric.Scope).Distinct().ToList();
        var positions = scopes.Where(IsPosition).ToList();
        return positions.Count > 0 ? positions : [scopes.Min()];
    }

    static bool IsPosition(MetricScope scope) => scope is MetricScope.Loan or MetricScope.Liquidity;
}
