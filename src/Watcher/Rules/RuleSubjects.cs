namespace Watcher.Rules;

/// <summary>
/// All subjects of one cycle, seen together: a rule that mentions metrics of positions is asked of each position, else of each wallet, else
/// of each chain; the wider metrics it mentions are looked up from the wallet and the chain around its subject.
/// </summary>
public sealed class RuleSubjects
{
    readonly IReadOnlyCollection<ReportSubject> all;
    readonly ILookup<(string? Chain, Address? Wallet), ReportSubject> wallets;
    readonly ILookup<string?, ReportSubject> chains;

    public RuleSubjects(IReadOnlyCollection<ReportSubject> subjects)
    {
        all = subjects;
        wallets = subjects.Where(s => s is { Scope: MetricScope.Wallet, Subject.Wallet: not null })
            .ToLookup(s => (s.Subject.Chain, s.Subject.Wallet));
        chains = subjects.Where(s => s.Scope == MetricScope.Chain).ToLookup(s => s.Subject.Chain);
    }

    /// <summary>The subjects a condition is asked of.</summary>
    public IEnumerable<ReportSubject> Of(Condition condition)
    {
        var narrowest = Narrowest(condition);
        return all.Where(s => s.Scope is { } scope ? narrowest.Contains(scope) : narrowest.Any(IsPosition));
    }

    /// <summary>A subject's metrics, with those of its wallet and its chain around it.</summary>
    public Func<MetricRef, MetricValue> MetricsOf(ReportSubject subject) => metric =>
    {
        var scope = metric.Metric.Scope;
        if (scope == subject.Scope || (subject.Scope is null && IsPosition(scope))) return subject.Metrics(metric);
        var around = scope switch
        {
            MetricScope.Wallet => wallets[(subject.Subject.Chain, subject.Subject.Wallet)].FirstOrDefault(),
            MetricScope.Chain => chains[subject.Subject.Chain].FirstOrDefault(),
            _ => null,
        };
        return around?.Metrics(metric) ?? MetricValue.NotApplicable;
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
