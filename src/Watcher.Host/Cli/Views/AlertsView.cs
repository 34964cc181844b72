using System.Text.Json.Nodes;
using Spectre.Console;
using Watcher.Alerts;
using Watcher.Store;

namespace Watcher.Host.Cli.Views;

/// <summary>Alerts as a table, and one alert with its whole life.</summary>
static class AlertsView
{
    /// <summary>All alerts but those of which nothing is known: an outage makes a row for each rule and wallet, and has an alert of its own.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyCollection<SaidAlert> alerts)
    {
        var blind = alerts.Where(a => a.Alert.Phase == AlertPhase.Inactive).ToList();
        if (blind.Count == alerts.Count) console.MarkupLine(alerts.Count == 0 ? "No alerts, now or in the past." : "No alert that is known of.");
        else WriteAll(console, [.. alerts.Except(blind)]);
        if (blind.Count > 0)
            console.MarkupLine($"[yellow]{blind.Count} more cannot be judged:[/] what they watch is UNKNOWN since {Instant.Text(blind.Min(a => a.Alert.UnknownSince)!.Value)}; "
                + "the alert 'unreadable' tells why, --json lists them.");
    }

    static void WriteAll(IAnsiConsole console, IReadOnlyCollection<SaidAlert> alerts)
    {
        if (console.IsNarrow())
        {
            foreach (var alert in alerts) WriteBeneath(console, alert);
            return;
        }
        var table = new Table().Border(TableBorder.Simple).AddColumns("Id", "State", "Severity", "Rule", "Value", "Threshold", "Fired", "Resolved", "On");
        foreach (var column in table.Columns.SkipLast(1)) column.NoWrap();
        foreach (var (alert, said) in alerts)
            table.AddRow(Figures.Safe(alert.Id), State(alert, said), Word(alert.Severity), Figures.Safe(alert.Key.Rule),
                Value(alert.Value), Value(alert.Threshold), Time(alert.FiredAt), Time(alert.ResolvedAt), Figures.Safe(alert.Subject.Position ?? alert.Subject.Key));
        console.Write(table);
    }

    public static void Write(IAnsiConsole console, AlertLife life, Said said)
    {
        WriteAll(console, [new SaidAlert(life.State, said)]);
        foreach (var sentence in Sentences(life.State, said)) console.MarkupLine(sentence);
        if (life.State.FiredEvidence is JsonObject fired)
            EvidenceView.Write(console, fired, life.State.FiredBlock is { } block ? $"When it fired, at block {block.Number}, {Instant.Text(block.Timestamp)}" : "When it fired");
        else if (life.State.Evidence is JsonObject now) EvidenceView.Write(console, now, "At the last good reading");
        var steps = new Table().Border(TableBorder.Simple).AddColumns("When", "From", "To", "Why", "Block");
        foreach (var step in life.Transitions)
            steps.AddRow(Time(step.At), Word(step.From), Word(step.To), Figures.Safe(step.Reason), step.Block is { } block ? $"{block.Number}" : "");
        console.Write(steps);
        var receipts = new Table().Border(TableBorder.Simple).AddColumns("Channel", "Notification", "State", "Try", "When", "Receipt");
        foreach (var receipt in life.Deliveries)
            receipts.AddRow(Figures.Safe(receipt.Channel), Figures.Safe(receipt.NotificationId), Figures.Safe(receipt.State), $"{receipt.Attempt}", Time(receipt.At), Figures.Safe(receipt.Receipt));
        console.Write(receipts);
    }

    /// <summary>What the columns say, line beneath line.</summary>
    static void WriteBeneath(IAnsiConsole console, SaidAlert one)
    {
        var (alert, said) = one;
        console.MarkupLine($"[bold]{Figures.Safe(alert.Id)}[/] {State(alert, said).Replace('\n', ' ')}, {Word(alert.Severity)}");
        console.MarkupLine($"  {Figures.Safe(alert.Key.Rule)}{(alert.Value is null ? "" : $": {Value(alert.Value)}, threshold {Value(alert.Threshold)}")}");
        console.MarkupLine($"  on {Figures.Safe(alert.Subject.Position ?? alert.Subject.Key)}");
        if (alert.FiredAt is { } fired) console.MarkupLine($"  fired {Instant.Text(fired)}{(alert.ResolvedAt is { } over ? $", resolved {Instant.Text(over)}" : "")}");
    }

    /// <summary>A word a line, so that the table keeps its width.</summary>
    static string State(AlertState alert, Said said)
    {
        var state = AlertJson.StateOf(alert) switch
        {
            "firing" => "[red]firing[/]",
            "resolved" => "[green]resolved[/]",
            var other => other,
        };
        return string.Join('\n', Words(alert, said).Prepend(state));
    }

    static IEnumerable<string> Words(AlertState alert, Said said)
    {
        if (alert.UnknownSince is not null) yield return "[yellow]unknown[/]";
        if (alert.ClearSince is not null) yield return "clear";
        if (said.Acknowledged is not null) yield return "acknowledged";
        if (said.IsSilenced) yield return "silenced";
    }

    static IEnumerable<string> Sentences(AlertState alert, Said said)
    {
        if (alert.ClearSince is { } clear) yield return $"Clear since {Instant.Text(clear)}; it resolves once that has held for its rule's KeepFiring.";
        if (said.Acknowledged is { } at) yield return $"Acknowledged at {Instant.Text(at)}.";
        if (said.SilencedUntil is { } until) yield return $"Silenced until {Instant.Text(until)}{(said.UnknownToo ? ", UNKNOWN too" : "")}.";
    }

    static string Value(string? text) => BigDecimal.TryParse(text, out var number) ? Figures.Amount(number) : Figures.Safe(text);

    static string Time(DateTimeOffset? time) => time is { } known ? Instant.Text(known) : "";

    static string Word(Enum word) => word.ToString().ToLowerInvariant();
}
