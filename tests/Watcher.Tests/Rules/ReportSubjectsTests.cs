using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Positions;
using Watcher.Prices;
using Watcher.Reports;
using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Rules;

public sealed class ReportSubjectsTests
{
    static readonly Address Alice = Address.Parse("0x00000000000000000000000000000000000000A1");
    static readonly BlockRef Block = new(7, Hash32.Parse("0x" + new string('7', 64)), DateTimeOffset.UnixEpoch);
    static readonly Subject Lender = new("devnet", "lender", "main", Alice), Pools = new("devnet", "pools", "main", Alice);
    static readonly Failure Timeout = new(FailureReason.Timeout, "no answer in 5 s");
    static readonly Asset Eth = new("devnet", null, "ETH", 18), Usdc = new("devnet", Address.Zero, "USDC", 6);
    static readonly AssetBook Book = new([new(Eth, "eth", null, false), new(Usdc, "usd", null, false)]);
    static readonly ReportMetrics Lookup = new(Book);
    static readonly Func<string, MetricScope?> AnyScope = _ => null;
    static readonly Rule Near = new("near", Trigger.Parse("healthFactor < 1.9", "healthFactor > 2", Metrics.Vocabulary));

    /// <summary>10 ETH at 2000 with threshold 0.8 against 10,000 USDC: health factor 1.6.</summary>
    static readonly LendingPosition Loan = new("devnet/lender/main/a", "lender", "main",
    [
        new(LegRole.Collateral, Eth, BigInteger.Parse("10000000000000000000"), 2000_00000000, BigDecimal.Parse("0.8"), default),
        new(LegRole.Debt, Usdc, 10_000_000000, 1_00000000, null, default),
    ])
    {
        OracleDecimals = 8,
        Rule = new PlainRule(),
        CollateralBase = 20_000_00000000,
        DebtBase = 10_000_00000000,
        HealthFactor = new(BigInteger.Parse("1600000000000000000")),
        LiquidationThreshold = BigDecimal.Parse("0.8"),
    };

    [Fact]
    public void A_loan_brings_its_metrics_and_its_evidence_aims_at_the_rules_own_clear_threshold()
    {
        var subject = Assert.Single(Subjects(new GoodReading(Lender, Block, [Loan], [])), s => s.Scope == MetricScope.Loan);
        Assert.Equal("1.6", subject.Metrics(new(MetricCatalog.Find("healthFactor")!, null)).Text);
        Assert.Equal((Loan.Id, "lender", "devnet", Alice), (subject.Subject.Position, subject.Subject.Protocol, subject.Subject.Chain, subject.Subject.Wallet));
        // To 2: 10,000 - 16,000/2 = 2,000 USD to repay; to 1.6 nothing.
        Assert.Equal("$2,000.00", RepayUsd(subject, Near));
        Assert.Equal("$0.00", RepayUsd(subject, Near with { Trigger = Trigger.Parse("healthFactor < 1.5", "healthFactor > 1.6", Metrics.Vocabulary) }));
    }

    [Fact]
    public void A_breach_is_written_into_the_report_with_the_rules_aim()
    {
        var report = Report(new GoodReading(Lender, Block, [Loan], []));
        var breached = Breached(report, Near);
        Assert.Equal(new Breach("near", Loan.Id, "healthFactor", "1.6", "healthFactor < 1.9") { ClearHealthFactor = 2 }, Assert.Single(breached.Breaches));
        Assert.Equal("$2,000.00", Dollars.AtLeast(Assert.IsType<LoanReport>(Assert.Single(breached.Positions)).Recovery!.RepayUsd));
        Assert.Empty(Breached(report, Near with { Wallets = ["somebody else"] }).Breaches);
    }

    [Fact]
    public void A_position_known_before_is_unknown_under_its_own_id()
    {
        var memory = Memory.None with { LastGood = ImmutableDictionary<Subject, LastGood>.Empty.Add(Lender, new(Block, [Loan])) };
        var observation = Assert.Single(Observe(Report([new UnreadableReading(Lender, Block, Timeout)], memory)));
        Assert.Equal((Truth.Unknown, Loan.Id), (observation.When, observation.Subject.Key));
        Assert.Equal("devnet/lender/main: timeout (no answer in 5 s)", observation.Why);
        Assert.Equal(Block, observation.LastGood);
    }

    [Fact]
    public void Balances_never_read_are_no_loan_that_nobody_could_ever_read() =>
        Assert.Empty(RuleEvaluation.Observe([Near], ReportSubjects.Of([Report(new UnreadableReading(Lender, Block, Timeout))], [], Lookup, _ => MetricScope.Wallet)));

    [Fact]
    public void A_deployment_never_read_is_unknown_as_a_whole()
    {
        var observation = Assert.Single(Observe(Report(new UnreadableReading(Pools, Block, Timeout))));
        Assert.Equal((Truth.Unknown, $"devnet/pools/main/{Alice}"), (observation.When, observation.Subject.Key));
    }

    [Fact]
    public void A_deployment_never_read_concerns_only_rules_on_what_its_protocol_has()
    {
        var report = Report(new UnreadableReading(Pools, Block, Timeout));
        Assert.Empty(RuleEvaluation.Observe([Near], ReportSubjects.Of([report], [], Lookup, _ => MetricScope.Liquidity)));
        Assert.Single(RuleEvaluation.Observe([Near], ReportSubjects.Of([report], [], Lookup, _ => MetricScope.Loan)));
    }

    [Fact]
    public void A_wallet_and_its_chain_are_subjects_too()
    {
        var subjects = Subjects(new GoodReading(Lender, Block, [Loan], []));
        Assert.Equal(["devnet/" + Alice, Loan.Id, "devnet"], subjects.Select(s => s.Subject.Key));
        Assert.Equal([MetricScope.Wallet, MetricScope.Loan, MetricScope.Chain], subjects.Select(s => s.Scope!.Value));
    }

    [Fact]
    public void A_portfolio_is_news_when_any_of_its_blocks_is()
    {
        var (here, there) = (Report(new GoodReading(Lender, Block, [], [])), Report(new GoodReading(Lender, Block, [], [])) with { Chain = "other" });
        var later = there with { Block = Block with { Hash = Hash32.Parse("0x" + new string('8', 64)), Timestamp = DateTimeOffset.UnixEpoch - TimeSpan.FromSeconds(1) } };
        var (one, two) = (Portfolio(here, there), Portfolio(here, later));
        Assert.NotEqual(one.Reading, two.Reading);
        Assert.Equal(Block, two.Block);
        Assert.Null(Portfolio(here, there with { Block = null }).Reading);
    }

    static ReportSubject Portfolio(params ImmutableArray<WalletReport> members) =>
        Assert.Single(ReportSubjects.Of([], [new("dao", members) { Figures = null, Exposure = null }], Lookup, AnyScope));

    static ImmutableArray<ReportSubject> Subjects(Reading reading) => ReportSubjects.Of([Report(reading)], [], Lookup, AnyScope);

    static ImmutableArray<Observation> Observe(WalletReport report, params ImmutableArray<Rule> rules) =>
        RuleEvaluation.Observe(rules.IsEmpty ? [Near] : rules, ReportSubjects.Of([report], [], Lookup, AnyScope));

    static WalletReport Breached(WalletReport report, Rule rule) => Assert.Single(((ImmutableArray<WalletReport>)[report]).WithBreaches(Observe(report, rule)));

    static WalletReport Report(Reading reading) => Report([reading], Memory.None);

    static WalletReport Report(ImmutableArray<Reading> readings, Memory memory)
    {
        var prices = new MarketPrices(Block, ImmutableDictionary<AssetKey, PriceAnswer>.Empty, ImmutableDictionary<AssetKey, Failure>.Empty);
        return new ReportBuilder(Book).Build(new(Alice, "alice", "devnet", 1, Block, readings, prices), null, memory, DateTimeOffset.UnixEpoch);
    }

    static string RepayUsd(ReportSubject subject, Rule rule) =>
        Dollars.AtLeast(BigDecimal.Parse(subject.Evidence(rule)!["liquidation"]!["repayUsd"]!.GetValue<string>()));

    /// <summary>Floors every value.</summary>
    sealed record PlainRule : SolvencyRule
    {
        public override Solvency Evaluate(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices)
        {
            BigInteger collateral = 0, debt = 0;
            for (var i = 0; i < legs.Length; i++)
            {
                var value = amounts[i] * prices[i] / BigInteger.Pow(10, legs[i].Asset.Decimals!.Value);
                if (legs[i].Role == LegRole.Debt) debt += value;
                else collateral += value;
            }
            return new(collateral, debt, BigDecimal.Parse("0.8"), debt.IsZero ? null : new Wad(collateral * 8 / 10 * Wad.One / debt), collateral * 8 / 10 < debt);
        }
    }
}
