using System.Collections.Immutable;
using Spectre.Console;
using Watcher.Host.Cli;
using Watcher.Host.Cli.Views;
using Watcher.Reports;
using Watcher.Risk;

namespace Watcher.Host.Demo;

/// <summary>Tells the demo's story on the terminal.</summary>
static class Narrator
{
    static readonly long Start = TimeProvider.System.GetTimestamp();
    static IAnsiConsole Console => Terminal.Out;

    public static void Says(string what)
    {
        Console.WriteLine();
        Console.Write(new Rule($"[bold]{Markup.Escape(what)}[/] [grey]after {TimeProvider.System.GetElapsedTime(Start).TotalSeconds:F0} s[/]") { Justification = Justify.Left });
    }

    public static void Remarks(string what) => Console.MarkupLine($"[grey]{Markup.Escape(what)}[/]");

    /// <summary>A line for each position: the few figures that matter.</summary>
    public static void Shows(Report report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Wallet", "Position", "Health", "Liquidated by a move of", "Value or debt");
        foreach (var wallet in report.Reports)
            foreach (var position in wallet.Positions)
                if (Row(position) is { } row) table.AddRow([Markup.Escape(wallet.Label ?? wallet.Wallet.ToString()), .. row]);
        Console.Write(table);
    }

    static string[]? Row(PositionReport position) => position switch
    {
        LoanReport { Loan.DebtBase.IsZero: false } loan =>
            [PositionTitle.Of(position), Figures.Ratio(loan.HealthFactor), Distance(loan), $"owes {Figures.Usd(loan.DebtUsd)}"],
        LiquidityReport pool => [PositionTitle.Of(position), pool.Liquidity.Range is { Contains: false } ? "[yellow]out of range[/]" : "", "", Figures.Usd(pool.ValueUsd)],
        _ => null,
    };

    static string Distance(LoanReport loan) => loan.Liquidatable ? "[red]liquidatable now[/]" : loan.Outlook.Distance is { } distance ? Figures.Percent(distance) : "none";

    public static void Shows(ImmutableArray<ReceivedNotification> received)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Reason", "Severity", "Signature", "Summary");
        foreach (var one in received) table.AddRow(one.Reason, one.Severity, one.Signed ? "[green]right[/]" : "[red]wrong[/]", Markup.Escape(Short(one.Summary)));
        Console.Write(table);
        Remarks($"{received.Length} notifications under {received.Select(one => one.IdempotencyKey).Distinct().Count()} keys");
    }

    static string Short(string text) => text.Length <= 90 ? text : $"{text[..89]}…";
}
