using System.Collections.Immutable;
using System.Globalization;

namespace Watcher.Alerts;

/// <summary>A named fact of a notification, in words.</summary>
public sealed record TextLine(string Name, string Text);

/// <summary>
/// A notification as people read it, before any markup: what to do about it stands above where it is. Without control and bidirectional
/// characters; escaping for its own medium remains each channel's duty.
/// </summary>
/// <param name="Lead">Drill or not, how bad, and the reason: <c>CRITICAL fired</c>.</param>
/// <param name="Headline">Who and what.</param>
/// <param name="Outlook">How far it is from liquidation, at which price, and what to repay or add.</param>
/// <param name="Whereabouts">The figures, the place and the time.</param>
public sealed record NotificationText(string Lead, string Headline, ImmutableArray<TextLine> Outlook, ImmutableArray<TextLine> Whereabouts)
{
    const int LongestHeadline = 160, LongestLine = 300, ShownDigits = 6;

    public string Title => $"{Lead}: {Headline}";

    public IEnumerable<TextLine> Lines => Outlook.Concat(Whereabouts);

    /// <summary>All that matters in one paragraph, for a list of several.</summary>
    public string Brief => string.Join("; ", Outlook.Select(line => line.Text).Prepend(Headline));

    public static NotificationText Of(Notification notification)
    {
        var headline = notification.Headline ?? notification.Summary;
        return new(LeadOf(notification), Cut(headline, LongestHeadline), OutlookOf(notification), [.. Facts(notification, headline)]);
    }

    static string LeadOf(Notification n)
    {
        var reason = n.Reason.ToString().ToLowerInvariant();
        var isCalm = n.Reason is NotificationReason.Resolved or NotificationReason.Recovered or NotificationReason.Test;
        return $"{(n.Drill ? "DRILL " : "")}{(isCalm ? "" : n.Severity.ToString().ToUpperInvariant() + " ")}{reason}";
    }

    static ImmutableArray<TextLine> OutlookOf(Notification n)
    {
        var isBreach = n.Reason is NotificationReason.Fired or NotificationReason.Worsened or NotificationReason.Reminder or NotificationReason.Escalated;
        if (!isBreach) return [];
        IEnumerable<TextLine> loan = LoanOutlook.Of(n.Evidence) is { } outlook ? Of(outlook) : [];
        return n.Confirmation is { Why: { } why } opinion ? [.. loan, new(opinion.Verdict.ToString().ToLowerInvariant(), Cut(why, LongestLine))] : [.. loan];
    }

    static IEnumerable<TextLine> Of(LoanOutlook loan)
    {
        if (loan.Liquidatable) yield return new("liquidation", "it can be liquidated now");
        else if (loan.Distance is { } distance) yield return new("liquidation", $"a move of {Summary.Percent(distance)} liquidates it");
        if (loan is { Liquidatable: false, Nearest: { } nearest })
            yield return new("price", $"{nearest.Symbol} alone at {Dollars.Price(nearest.PriceUsd)} liquidates it ({Summary.Percent(nearest.Change)})");
        if (loan.RepayUsd is not { } repay) yield break;
        yield return new("remedy", $"repay {Dollars.AtLeast(repay)}{(loan.AddCollateralUsd is { } add ? $" or add {Dollars.AtLeast(add)} of collateral" : "")} to clear it");
    }

    static IEnumerable<TextLine> Facts(Notification n, string headline)
    {
        TextLine?[] facts =
        [
            headline.Length > LongestHeadline ? Fact("in full", headline) : null,
            Fact("value", Measure(n)),
            Fact("position", n.Position),
            Fact("wallet", n.Wallet is { } wallet ? n.Label is { } label ? $"{label} ({wallet})" : $"{wallet}" : null),
            Fact("rule", n.Rule),
            Fact(n.Reason == NotificationReason.Unknown ? "last block" : "block", n.Block is { } b ? string.Create(CultureInfo.InvariantCulture, $"{b.Number} {b.Timestamp.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : null),
        ];
        return facts.OfType<TextLine>();
    }

    static TextLine? Fact(string name, string? text) => text is null ? null : new(name, Cut(text, LongestLine));

    static string? Measure(Notification n) =>
        n.Value is { } value ? $"{n.Metric} {Shown(value)}{(n.Threshold is { } threshold ? $" (threshold {Shown(threshold)})" : "")}" : null;

    static string Shown(string value) => BigDecimal.TryParse(value, out var number) ? number.RoundToDigits(ShownDigits).ToString() : value;

    static string Cut(string text, int longest)
    {
        var clean = ChainText.Clean(text, longest);
        return clean.Length < ChainText.Clean(text, longest + 2).Length ? $"{ChainText.Clean(clean, longest - 1)}…" : clean;
    }
}
