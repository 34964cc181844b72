using Watcher.Alerts;
using Watcher.Host.Documents;
using Watcher.Reports;
using Watcher.Tests.Risk;
using Xunit;
using static Watcher.Tests.Reports.Cycle;

namespace Watcher.Tests.Host.Documents;

public sealed class WalletStandingTests
{
    static readonly WalletReport Indebted = Report(Market(), Good(Loan)), Rich = Report(Market(), Good(Balances(Balance(Ether, "2")))),
        Poor = Report(Market(), Good(Balances(Balance(Ether, "1")))), Unread = Report(Market(), Unreadable("lender"));

    [Theory]
    [InlineData(Severity.Critical, "Danger")]
    [InlineData(Severity.Warning, "Warning")]
    [InlineData(Severity.Info, "Notice")]
    public void A_wallet_stands_as_badly_as_the_worst_that_fires_of_it(Severity worst, string level)
    {
        var standing = Assert.Single(WalletStanding.NearestFirst([Rich], [Fires("little", Severity.Info), Fires("worst", worst), Fires("worst", worst)]));
        Assert.Equal(level, standing.Level.ToString());
        Assert.Equal(worst == Severity.Info ? "little worst" : "worst little", string.Join(' ', standing.Firing));
    }

    [Fact]
    public void Without_any_alert_it_stands_as_its_report_does()
    {
        var breached = Rich.WithBreaches([new("poor", null, "netUsd", "4000", "netUsd < 5000")]);
        Assert.Equal([Level.Warning, Level.Unknown, Level.Ok], new[] { breached, Unread, Rich }.Select(LevelOf));
        // 16,001 USDC against 10 ETH at 2,000 and 0.8: its health is below 1.
        Assert.Equal(Level.Danger, LevelOf(Owing("16001")));
    }

    [Fact]
    public void What_cannot_be_read_is_not_known_though_it_was_noticed()
    {
        Assert.Equal(Level.Unknown, LevelOf(Unread, Fires("out-of-range", Severity.Info)));
        Assert.Equal(Level.Warning, LevelOf(Unread, Fires("near", Severity.Warning)));
    }

    [Fact]
    public void Neither_what_waits_or_is_over_counts_nor_an_event_that_somebody_took_note_of()
    {
        var @event = Fires("liquidated", Severity.Critical, state => state with { IsEvent = true });
        var taken = @event with { Said = Said.Nothing with { Acknowledged = Now } };
        Assert.Equal([Level.Danger, Level.Ok], new[] { @event, taken }.Select(said => LevelOf(Rich, said)));
        Assert.Equal("liquidated", Assert.Single(Assert.Single(WalletStanding.NearestFirst([Rich], [@event, Fires("near", Severity.Info)])).Happened));
        Assert.Equal(Level.Danger, LevelOf(Rich, Fires("near", Severity.Critical) with { Said = taken.Said }));
        foreach (var phase in new[] { AlertPhase.Pending, AlertPhase.Resolved })
            Assert.Equal(Level.Ok, LevelOf(Rich, Fires("near", Severity.Critical, state => state with { Phase = phase })));
    }

    [Fact]
    public void An_alert_is_of_one_wallet_on_one_chain() =>
        Assert.Equal(Level.Ok, LevelOf(Rich, Fires("near", Severity.Critical, state => state with { Subject = state.Subject with { Chain = "another" } })));

    [Fact]
    public void By_level_then_by_how_near_liquidation_is_then_by_how_much_there_is_to_lose()
    {
        var nearer = Owing("14000");
        Assert.Equal([Unread, nearer, Indebted, Rich, Poor], WalletStanding.NearestFirst([Poor, Rich, Indebted, nearer, Unread], []).Select(standing => standing.Report));
    }

    /// <summary>The loan with so many USDC of debt.</summary>
    static WalletReport Owing(string debt) =>
        Report(Market(), Good(Loans.Of(new TruncatingRule(), Loans.Collateral(Weth, "10", "2000", "0.8"), Loans.Debt(Usdc, debt, "1"))));

    static Level LevelOf(WalletReport report) => LevelOf(report, []);

    static Level LevelOf(WalletReport report, params SaidAlert[] alerts) => Assert.Single(WalletStanding.NearestFirst([report], alerts)).Level;

    static SaidAlert Fires(string rule, Severity severity, Func<AlertState, AlertState>? but = null)
    {
        var subject = new AlertSubject(rule) { Chain = Rich.Chain, Wallet = Owner };
        var state = new AlertState(new(rule, subject.Key), subject) { Phase = AlertPhase.Firing, Severity = severity, Metric = "netUsd" };
        return new(but?.Invoke(state) ?? state, Said.Nothing);
    }
}
