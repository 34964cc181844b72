using Spectre.Console;
using Watcher.Alerts;
using Watcher.Host.Config;

namespace Watcher.Host.Cli.Views;

/// <summary>Silences as a table, and one in a sentence.</summary>
static class SilencesView
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<Silence> silences, WatcherConfig config, DateTimeOffset now)
    {
        if (silences.Count == 0)
        {
            console.MarkupLine("No silences, now or in the past.");
            return;
        }
        var table = new Table().Border(TableBorder.Simple).AddColumns("Id", "State", "Of", "Since", "Until", "Note");
        foreach (var column in table.Columns.Where(c => c != table.Columns[2] && c != table.Columns[5])) column.NoWrap();
        foreach (var silence in silences)
            table.AddRow($"{silence.Id}", State(silence, now), What(silence, config), Instant.Text(silence.Created), Instant.Text(silence.Until), Figures.Safe(silence.Note));
        console.Write(table);
    }

    /// <param name="open">The alerts of now that it covers.</param>
    public static void WriteBegun(IAnsiConsole console, Silence silence, WatcherConfig config, int open)
    {
        console.MarkupLine($"Silence {silence.Id} until {Instant.Text(silence.Until)}, of {What(silence, config)}; {(open == 1 ? "1 open alert" : $"{open} open alerts")} covered.");
        console.MarkupLine($"What still holds at its end is told then. 'watcher alerts silence end {silence.Id}' ends it now.");
    }

    /// <summary>What it keeps quiet: <c>rule near, wallet treasury</c>.</summary>
    public static string What(Silence silence, WatcherConfig config)
    {
        string?[] parts =
        [
            silence.Rule is { } rule ? $"rule {rule}" : null,
            silence.Subject is { } subject ? $"on {subject}" : null,
            silence.Wallet is { } wallet ? $"wallet {config.Wallets.FirstOrDefault(w => w.Address.ToString() == wallet)?.Label ?? wallet}" : null,
            silence.Protocol is { } protocol ? $"protocol {protocol}" : null,
            silence.Chain is { } chain ? $"chain {chain}" : null,
        ];
        var named = silence.TakesEverything ? "everything" : string.Join(", ", parts.OfType<string>());
        return Figures.Safe(silence.Unknown ? $"{named}, UNKNOWN too" : named);
    }

    static string State(Silence silence, DateTimeOffset now) =>
        silence.IsActive(now) ? "[yellow]active[/]" : silence.Ended is { } ended ? $"ended {Instant.Text(ended)}" : "over";
}
