using System.Collections.Immutable;
using Watcher.Reports;
using Watcher.Settings;

namespace Watcher.Alerts;

/// <summary>What an outage says of itself: what cannot be read, why, what to do, and what it leaves unwatched.</summary>
static class OutageText
{
    const int Named = 5;

    /// <summary>What all affected have in common; the rest is left out.</summary>
    internal static AlertSubject Shared(string key, Cause cause, IReadOnlyCollection<BlindAlert> affected) => new(key)
    {
        Wallet = Only(affected, s => s.Wallet),
        Label = Only(affected, s => s.Label),
        Chain = affected.Any(alert => alert.State.Subject.Chain is not null) ? cause.Chain : null,
        Protocol = Only(affected, s => s.Protocol),
        Position = Only(affected, s => s.Position),
    };

    /// <summary>The rule, where there is only one.</summary>
    internal static string? OnlyRule(ImmutableArray<BlindAlert> affected) =>
        affected.Select(alert => alert.Rule.Name).Distinct().ToList() is [var one] ? one : null;

    internal static Failure? Failure(Cause cause, IEnumerable<BlindAlert> affected) =>
        affected.SelectMany(alert => alert.State.Unread).FirstOrDefault(unread => cause.Covers(unread.Cause))?.Failure;

    /// <summary>In a few words, for the list and the history.</summary>
    internal static string Short(Cause cause, IReadOnlyCollection<BlindAlert> affected) => $"{Place(cause)} cannot be read; {Blind(affected)}";

    /// <summary>All that a person needs to act.</summary>
    internal static string Full(Cause cause, IReadOnlyCollection<BlindAlert> affected, DateTimeOffset now)
    {
        var failure = Failure(cause, affected);
        string?[] parts =
        [
            $"{Place(cause)} cannot be read{(failure is null ? "" : $": {failure.ReasonText} ({failure.Why})")}",
            Firing([.. affected.Where(alert => alert.State.Phase == AlertPhase.Firing).OrderByDescending(alert => alert.Rule.Severity)], now),
            Blind(affected),
            failure is null ? null : Remedy.For(failure.Reason),
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    /// <summary>What is so where it can be read again.</summary>
    internal static string Again(AlertState outage, IEnumerable<AlertState> states)
    {
        var firing = states.Where(state => state is { Phase: AlertPhase.Firing, IsEvent: false, Outage: null, UnknownSince: null }
            && state.Subject.Chain == outage.Outage!.Chain && (outage.Subject.Wallet is null || state.Subject.Wallet == outage.Subject.Wallet))
            .OrderByDescending(state => state.Severity).ToList();
        var place = $"{Place(outage.Outage!)} can be read";
        if (firing.Count == 0) return $"{place}, nothing fires";
        var named = firing.Take(Named).Select(state => $"{state.Key.Rule} on {Who(state.Subject)} ({state.Explanation})");
        return $"{place}, firing: {string.Join(", ", named)}{More(firing.Count)}";
    }

    static string Place(Cause cause) => cause switch
    {
        { What: null } => $"chain {cause.Chain}",
        { Wallet: { } wallet } => $"{cause.What} of {wallet}",
        _ => cause.What,
    };

    static string Blind(IReadOnlyCollection<BlindAlert> affected)
    {
        var wallets = affected.Select(alert => alert.State.Subject.Wallet).OfType<Address>().Distinct().Count();
        var alerts = affected.Count == 1 ? "1 alert is blind" : $"{affected.Count} alerts are blind";
        return wallets == 0 ? alerts : $"{alerts} for {(wallets == 1 ? "1 wallet" : $"{wallets} wallets")}";
    }

    static string? Firing(List<BlindAlert> firing, DateTimeOffset now)
    {
        if (firing.Count == 0) return null;
        return $"these were firing and count as firing still: {string.Join(", ", firing.Take(Named).Select(alert => LastGood(alert, now)))}{More(firing.Count)}";
    }

    static string LastGood(BlindAlert alert, DateTimeOffset now)
    {
        var (subject, good) = (alert.State.Subject, alert.State.LastGood);
        var read = good is null ? "" : $", read {Durations.Text(good.Timestamp < now ? now - good.Timestamp : TimeSpan.Zero)} ago at block {good.Number}";
        return $"{alert.Rule.Name} on {Who(subject)} ({alert.State.Explanation}{read})";
    }

    static string Who(AlertSubject subject) => subject.Label ?? subject.Wallet?.ToString() ?? subject.Key;

    static string More(int count) => count > Named ? $", and {count - Named} more" : "";

    static T? Only<T>(IReadOnlyCollection<BlindAlert> affected, Func<AlertSubject, T?> field) =>
        affected.Select(alert => field(alert.State.Subject)).Distinct().ToList() is [var one] ? one : default;
}
