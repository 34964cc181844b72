using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spectre.Console;
using Watcher.Alerts;
using Watcher.Host.Cli.Views;
using Watcher.Host.Documents;
using Watcher.Store;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host;

/// <summary>80 columns are enough to read what is there.</summary>
public sealed class NarrowViewsTests
{
    [Fact]
    public void The_history_has_a_line_for_each_series()
    {
        var series = new HistorySeries(new("devnet/aave-v3/main/0xaa", "devnet", Some.Wallet, null, "liquidationDistance", "ratio"), Samples("0.123456789", null, "Infinity", "0.25"));
        var lines = Written(80, console => HistoryView.Write(console, [series]));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        var line = Assert.Single(lines, line => line.Contains("liquidationDistance", StringComparison.Ordinal));
        Assert.Contains("▁ ∞█", line, StringComparison.Ordinal);
        Assert.Contains("0.123457", line, StringComparison.Ordinal);
        Assert.EndsWith("0.25", line.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public void An_alert_shows_all_of_itself(int width)
    {
        var lines = Written(width, console => AlertsView.Write(console, [new SaidAlert(Some.Alert("3f0c51a2b7d94e6f8a01", AlertPhase.Firing), Said.Nothing)]));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        foreach (var part in (string[])["3f0c51a2b7d94e6f8a01", "firing", "critical", "liquidation-near", "1.21", "1.25", "2026-01-01 00:00:00Z", "devnet/aave-v3/main/0xaa"])
            Assert.Contains(lines, line => line.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Alerts_of_which_nothing_is_known_are_one_line_and_no_rows()
    {
        var blind = Some.Alert("b1", AlertPhase.Inactive) with { UnknownSince = new DateTimeOffset(2026, 1, 1, 0, 5, 0, TimeSpan.Zero) };
        ImmutableArray<SaidAlert> alerts = [new(Some.Alert("f1", AlertPhase.Firing), Said.Nothing), new(blind, Said.Nothing), new(blind with { Id = "b2" }, Said.Nothing)];
        var lines = Written(160, console => AlertsView.Write(console, alerts));
        Assert.Contains(lines, line => line.Contains("f1", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("b1", StringComparison.Ordinal) || line.Contains("pending", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("2 more cannot be judged: what they watch is UNKNOWN since 2026-01-01 00:05:00Z", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sparkline_spreads_over_the_whole_time_and_leaves_gaps_open()
    {
        // Of 100 samples in 10 characters every tenth, one of them unknown; the last is the highest.
        var samples = Samples([.. Enumerable.Range(0, 100).Select(n => n is >= 40 and < 55 ? null : $"{n}")]);
        Assert.Equal(10, Sparkline.Of(samples, 10).Length);
        Assert.Equal('▁', Sparkline.Of(samples, 10)[0]);
        Assert.Equal((' ', '█'), (Sparkline.Of(samples, 10)[4], Sparkline.Of(samples, 10)[^1]));
        Assert.Equal("▄▄", Sparkline.Of(Samples("7", "7"), 10));
    }

    /// <summary>Of 100 samples in 10 characters, one that is far from all others: a health factor's dip, an imbalance's peak.</summary>
    [Theory]
    [InlineData("0.98", '▁', '█')]
    [InlineData("3", '█', '▁')]
    public void A_sparkline_shows_what_lasted_for_one_sample_only(string odd, char shown, char beside) =>
        Assert.Equal($"{beside}{shown}{new string(beside, 8)}", Sparkline.Of(Samples([.. Enumerable.Range(0, 100).Select(n => n == 15 ? odd : "1.6")]), 10));

    [Fact]
    public void An_alert_shows_what_it_fired_on_to_the_last_digit_and_no_markup_of_others()
    {
        var alert = Some.Alert("3f0c51a2b7d94e6f8a01", AlertPhase.Firing) with
        {
            FiredBlock = Some.Block(7),
            FiredEvidence = JsonNode.Parse("""
                { "kind": "lending", "healthFactor": "1.088148714891622523", "liquidatable": false,
                  "legs": [ { "role": "debt", "asset": { "symbol": "[red]USDC" }, "amount": "15478.642501", "priceUsd": "1", "valueUsd": "15478.642501" } ] }
                """),
        };
        var lines = Written(80, console => AlertsView.Write(console, new AlertLife(alert, [], []), Said.Nothing));
        Assert.Contains(lines, line => line.Contains("When it fired, at block 7, 2026-01-01 00:01:24Z", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("healthFactor", StringComparison.Ordinal) && line.Contains("1.088148714891622523", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("debt", StringComparison.Ordinal) && line.Contains("[red]USDC", StringComparison.Ordinal) && line.Contains("15478.642501", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("liquidatable", StringComparison.Ordinal));
    }

    static ImmutableArray<HistorySample> Samples(params string?[] values) => [.. values.Select((value, n) => new HistorySample(Some.Block(n + 1), value, true))];

    static string[] Written(int width, Action<IAnsiConsole> write)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        write(console);
        return writer.ToString().Split('\n');
    }
}
