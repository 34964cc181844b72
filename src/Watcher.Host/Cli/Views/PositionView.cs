using Spectre.Console;
using Watcher.Reports;
using Watcher.Risk;

namespace Watcher.Host.Cli.Views;

/// <summary>One position: its legs as a table, and beneath it what matters about its kind.</summary>
static class PositionView
{
    static readonly BigDecimal Near = BigDecimal.Parse("1.1"), Far = BigDecimal.Parse("1.5");

    public static void Write(IAnsiConsole console, PositionReport position)
    {
        switch (position)
        {
            case LoanReport loan: Loan(console, loan); break;
            case LiquidityReport pool: Pool(console, pool); break;
            case BalancesReport balances: Balances(console, balances); break;
            case UnknownPosition unknown:
                console.MarkupLine($"  [yellow]UNKNOWN[/] {Figures.Safe(unknown.Id)}: last read well at block {unknown.LastGood.Number} ({unknown.LastGood.Timestamp:yyyy-MM-dd HH:mm:ss}Z)");
                break;
            default: break;
        }
    }

    static void Balances(IAnsiConsole console, BalancesReport balances)
    {
        var held = balances.Legs.Where(leg => !leg.Facts.Raw.IsZero).ToList();
        if (held.Count == 0) console.MarkupLine("  [bold]wallet[/] holds nothing of what is configured");
        else Legs(console, "wallet", held, loan: false);
    }

    static void Loan(IAnsiConsole console, LoanReport loan)
    {
        Legs(console, PositionTitle.Of(loan), loan.Legs, loan: true);
        if (loan.DebtUsd.IsZero)
        {
            console.MarkupLine("  No debt");
            return;
        }
        console.MarkupLine($"  Health factor {Coloured(loan)}   loan to value {Figures.Percent(loan.Ltv)}   liquidation threshold {Figures.Percent(loan.Loan.LiquidationThreshold)}   collateral {Figures.Usd(loan.CollateralUsd)}   debt {Figures.Usd(loan.DebtUsd)}");
        console.MarkupLine(loan.Liquidatable ? "  [red bold]Liquidatable now[/]" : $"  Liquidated when {Outlook(loan.Outlook)}");
        if (loan.Recovery is { } recovery && !recovery.RepayUsd.IsZero)
            console.MarkupLine($"  To be safe again: repay [bold]{Figures.Usd(recovery.RepayUsd)}[/]{(recovery.AddCollateralUsd is { } add ? $" or add [bold]{Figures.Usd(add)}[/] of collateral" : "")}");
        if (loan.Loan.Disagreement is { } disagreement) console.MarkupLine($"  [yellow]Our breakdown and the contract disagree:[/] {Figures.Safe(disagreement)}");
    }

    static string Outlook(LiquidationOutlook outlook)
    {
        var moves = outlook.ByAsset.Select(a => $"{Figures.Safe(a.Asset.Symbol ?? a.Asset.Address?.ToString())} {Figures.Change(a.Change)} (at {Figures.Usd(a.PriceUsd)})")
            .Concat(outlook.ByGroup.Select(g => $"group {Figures.Safe(g.Group)} {Figures.Change(g.Change)}"))
            .Concat(outlook.All is { } all ? [$"the whole market {Figures.Change(all)}"] : [])
            .Concat(outlook.InterestDays is { } days ? [$"by interest alone in {Figures.Amount(days.RoundToDigits(3))} days"] : []).ToList();
        return moves.Count > 0 ? string.Join(", ", moves) : "no price move does it";
    }

    static string Coloured(LoanReport loan)
    {
        var colour = loan.HealthFactor is not { } health || health >= Far ? "green" : health >= Near ? "yellow" : "red";
        return $"[{colour} bold]{Figures.Ratio(loan.HealthFactor)}[/]";
    }

    static void Pool(IAnsiConsole console, LiquidityReport pool)
    {
        var range = pool.Liquidity.Range;
        Legs(console, PositionTitle.Of(pool), pool.Legs, loan: false);
        var parts = new List<string> { $"Value {Figures.Usd(pool.ValueUsd)}" };
        if (pool.Liquidity.Share is { } share) parts.Add($"share of the pool {Figures.Percent(share)}");
        if (range is not null) parts.Add(range.Contains ? "[green]in range[/]" : "[red]OUT OF RANGE[/]");
        if (pool.RangeDistance is { } distance) parts.Add($"range ends at {Figures.Change(distance.Down)} and {Figures.Change(distance.Up)}");
        if (pool.Imbalance is { } imbalance) parts.Add($"imbalance {Figures.Percent(imbalance)}");
        if (pool.SpotDeviation is { } deviation) parts.Add($"pool price {Figures.Change(deviation)} off the market");
        console.MarkupLine($"  {string.Join("   ", parts)}");
    }

    /// <param name="title">Escaped.</param>
    static void Legs(IAnsiConsole console, string title, IEnumerable<LegReport> legs, bool loan)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn($"[bold]{title}[/]").AddColumn("").AddColumn(Right("Amount")).AddColumn(Right("Price")).AddColumn(Right("Value"));
        if (loan) table.AddColumn(Right("Threshold"));
        foreach (var leg in legs)
        {
            var asset = leg.Facts.Asset;
            string[] cells = [leg.Facts.Role.ToString().ToLowerInvariant(), Figures.Safe(asset.Symbol ?? asset.Address?.ToString() ?? "native"),
                leg.Facts.Amount is { } amount ? Figures.Amount(amount) : $"{leg.Facts.Raw} raw", Figures.Usd(leg.PriceUsd), Figures.Usd(leg.ValueUsd)];
            table.AddRow(loan ? [.. cells, leg.Facts is LoanLeg { LiquidationThreshold: { } threshold } ? Figures.Percent(threshold) : ""] : cells);
        }
        console.Write(new Padder(table, new(2, 0, 0, 0)));
    }

    static TableColumn Right(string header) => new TableColumn(header).RightAligned();
}
