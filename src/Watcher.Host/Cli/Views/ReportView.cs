using Spectre.Console;
using Watcher.Reports;
using Watcher.Risk;

namespace Watcher.Host.Cli.Views;

/// <summary>A report as a person reads it: one wallet after the other, its positions, then what is wrong with them.</summary>
static class ReportView
{
    public static void Write(IAnsiConsole console, Report report)
    {
        foreach (var wallet in report.Reports) Write(console, wallet);
        foreach (var portfolio in report.Portfolios) Write(console, portfolio);
    }

    static void Write(IAnsiConsole console, WalletReport report)
    {
        console.Write(new Rule($"[bold]{Name(report)}[/]  {Place(report)}  {Status(report.Status)}") { Justification = Justify.Left });
        foreach (var position in report.Positions) PositionView.Write(console, position);
        if (report.Portfolio is { } portfolio && !portfolio.Weights.IsEmpty) Write(console, portfolio, report.Totals);
        Write(console, report.Breaches);
        foreach (var unknown in report.Unknown)
            console.MarkupLine($"  [yellow]UNKNOWN[/] {Figures.Safe(unknown.What)}: {Figures.Safe(unknown.Failure.ReasonText)}: {Figures.Safe(unknown.Failure.Why)}");
        if (!report.Complete && report.Unknown.IsEmpty) console.MarkupLine("  [grey]Not everything has a price: totals and weights are of what is priced.[/]");
        console.WriteLine();
    }

    static void Write(IAnsiConsole console, PortfolioReport report)
    {
        console.Write(new Rule($"[bold]portfolio {Figures.Safe(report.Label)}[/]  {Status(report.Status)}") { Justification = Justify.Left });
        if (report.Figures is { } figures) Write(console, figures, report.Totals);
        Write(console, report.Breaches);
        console.WriteLine();
    }

    static void Write(IAnsiConsole console, PortfolioFigures figures, Totals? totals)
    {
        var targets = figures.Weights.Any(row => row.Target is not null);
        var table = new Table().Border(TableBorder.Simple).AddColumn("Net weight").AddColumn(Right(""));
        if (targets) table.AddColumn(Right("Target")).AddColumn(Right("Drift"));
        foreach (var row in figures.Weights)
            table.AddRow([Figures.Safe(row.Symbol), Figures.Percent(row.Weight), .. targets ? new[] { Figures.Percent(row.Target), row.Drift is { } drift ? Figures.Change(drift) : "-" } : []]);
        console.Write(new Padder(table, new(2, 0, 0, 0)));
        if (totals is not null) console.MarkupLine($"  Assets {Figures.Usd(totals.AssetsUsd)}, debts {Figures.Usd(totals.DebtUsd)}, net [bold]{Figures.Usd(totals.NetUsd)}[/]{Spread(figures)}");
    }

    static string Spread(PortfolioFigures figures) =>
        (figures.MaxDrift is { } drift ? $"; largest drift {Figures.Percent(drift)}, to trade {Figures.Percent(figures.Turnover)}" : "")
        + (figures.Concentration is { } concentration ? $"; concentration {Figures.Ratio(concentration)}" : "");

    static void Write(IAnsiConsole console, IEnumerable<Breach> breaches)
    {
        foreach (var breach in breaches)
            console.MarkupLine($"  [red]BREACH[/] [bold]{Figures.Safe(breach.Rule)}[/]: {Figures.Safe(breach.Condition)}, is {Figures.Safe(breach.Value ?? "?")}{(breach.Position is { } id ? $" ({Figures.Safe(id)})" : "")}");
    }

    static string Name(WalletReport report) => report.Label is { } label ? $"{Figures.Safe(label)} {report.Wallet}" : $"{report.Wallet}";

    static string Place(WalletReport report) =>
        report.Block is { } block ? $"{Figures.Safe(report.Chain)} block {block.Number} ({block.Timestamp:yyyy-MM-dd HH:mm:ss}Z)" : $"{Figures.Safe(report.Chain)}, no block read";

    static string Status(ReportStatus status) => status switch
    {
        ReportStatus.Ok => "[green]ok[/]",
        ReportStatus.Breach => "[red bold]BREACH[/]",
        _ => "[yellow bold]UNKNOWN[/]",
    };

    static TableColumn Right(string header) => new TableColumn(header).RightAligned();
}
