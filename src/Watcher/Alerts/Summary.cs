using System.Globalization;
using Watcher.Settings;

namespace Watcher.Alerts;

/// <summary>One sentence that a person woken at night can act on.</summary>
static class Summary
{
    const int MaxLength = 1000, ShownDigits = 3;

    internal static string Of(NotificationDraft draft)
    {
        string?[] parts =
        [
            $"{Who(draft.State.Subject)}: {What(draft)}",
            Where(draft.State.Subject),
            .. Outlook(draft),
            Doubt(draft),
            draft.Block is { } block ? $"block {block.Number}" : null,
        ];
        return ChainText.Clean(string.Join("; ", parts.OfType<string>()), MaxLength - 1) + ".";
    }

    /// <summary>The sentence's beginning; that it is resolved stands beside it already.</summary>
    internal static string Headline(NotificationDraft draft)
    {
        var what = draft.Reason == NotificationReason.Resolved ? draft.Detail ?? draft.State.Explanation : What(draft);
        return ChainText.Clean($"{Who(draft.State.Subject)}: {what}", MaxLength);
    }

    static string Who(AlertSubject subject)
    {
        if (subject.Channel is { } channel) return $"channel {channel}";
        if (subject.Endpoint is { } endpoint) return $"endpoint {endpoint} of {subject.Chain}";
        if (subject.Feed is { } feed) return $"price feed of {feed} on {subject.Chain}";
        var who = subject.Label ?? subject.Wallet?.ToString();
        if (who is null) return subject.Chain ?? subject.Key;
        return subject.Chain is { } chain ? $"{who} on {chain}" : who;
    }

    static string? Where(AlertSubject subject) => subject.Position is { } position ? $"position {position}" : null;

    static string What(NotificationDraft draft)
    {
        var (state, found) = (draft.State, draft.State.Explanation);
        return draft.Reason switch
        {
            NotificationReason.Worsened => $"{found}, {draft.Detail}",
            NotificationReason.Reminder => $"reminder {state.Reminders}, firing since {Time(state.FiredAt)} (for {Since(state.FiredAt, draft)}), {found}{LastRead(draft)}",
            NotificationReason.Escalated => $"nobody acknowledged for {Since(state.AwaitedSince, draft)}, {found}{LastRead(draft)}",
            NotificationReason.Resolved => $"resolved, {draft.Detail ?? found}",
            NotificationReason.Unknown => $"UNKNOWN for {Since(state.UnknownSince, draft)} (since {Time(state.UnknownSince)}), {draft.Detail}",
            NotificationReason.Recovered => $"known again after {Since(state.UnknownSince, draft)}"
                + (draft.Detail is { Length: > 0 } detail ? $", {detail}" : ""),
            NotificationReason.Event => draft.Detail ?? state.Key.Rule,
            _ => found ?? state.Key.Rule,
        };
    }

    /// <summary>The age of what is said, where it is not of now.</summary>
    static string LastRead(NotificationDraft draft) => draft.State is { UnknownSince: not null, LastGood: { } good }
        ? $", last read at {Time(good.Timestamp)}"
        : "";

    static string Time(DateTimeOffset? time) => $"{time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";

    static string Since(DateTimeOffset? start, NotificationDraft draft) =>
        Durations.Text(start is { } from && draft.At > from ? draft.At - from : TimeSpan.Zero);

    static IEnumerable<string> Outlook(NotificationDraft draft)
    {
        var isBreach = draft.Reason is NotificationReason.Fired or NotificationReason.Worsened or NotificationReason.Reminder or NotificationReason.Escalated;
        if (!isBreach || LoanOutlook.Of(draft.State.Evidence) is not { } loan) yield break;
        if (loan.Liquidatable) yield return "it can be liquidated now";
        else if (loan.Distance is { } distance) yield return $"a move of {Percent(distance)} liquidates it{Price(loan.Nearest)}";
        else if (loan.IsSafe) yield return "no move of prices liquidates it";
        if (loan.RepayUsd is { } repay)
            yield return $"repay {Dollars.AtLeast(repay)}{Or(loan.AddCollateralUsd)} to come back to a health factor of {draft.State.Aim}";
    }

    /// <summary>What keeps it from being certain.</summary>
    static string? Doubt(NotificationDraft draft) =>
        draft.Reason is not (NotificationReason.Resolved or NotificationReason.Unknown or NotificationReason.Recovered)
        && draft.State.Confirmation is { Why: { } why } opinion ? $"{opinion.Verdict.ToString().ToLowerInvariant()}: {why}" : null;

    static string Price(LiquidationPrice? nearest) =>
        nearest is null ? " (no asset's price alone does)" : $" ({nearest.Symbol} alone: at {Dollars.Price(nearest.PriceUsd)}, {Percent(nearest.Change)})";

    static string Or(BigDecimal? addUsd) => addUsd is { } add ? $" or add {Dollars.AtLeast(add)} of collateral" : "";

    internal static string Percent(BigDecimal ratio) => $"{(ratio * 100).RoundToDigits(ShownDigits)}%";
}
