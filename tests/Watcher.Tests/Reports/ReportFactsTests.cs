using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Reports;
using Xunit;
using static Watcher.Tests.Reports.Cycle;

namespace Watcher.Tests.Reports;

/// <summary>A report made again from the facts in a report is that report.</summary>
public sealed class ReportFactsTests
{
    static readonly DateTimeOffset Later = Now.AddHours(1);

    static readonly Memory Before = new(
        ImmutableDictionary<Subject, LastGood>.Empty.Add(Of("lender"), new(Block with { Number = 120 }, [Loan])),
        ImmutableDictionary<string, DateTimeOffset>.Empty.Add(Of("lender").What, Now.AddMinutes(-7)));

    [Fact]
    public void When_all_is_known() => Same(Builder.Build(
        Snapshot(Market(), Good(Balances(Balance(Ether, "1"), Balance(Receipt, "3"))), Good(Loan), Good(Pool(Weth, "1", Usdc, "2000", 2100))), null, Memory.None, Now));

    [Fact]
    public void When_a_position_cannot_be_read_and_is_remembered() => Same(Builder.Build(
        Snapshot(Market(), Good(Balances(Balance(Ether, "1"), Balance(Receipt, "3"))), Unreadable("lender")), null, Before, Now));

    [Fact]
    public void When_a_feed_is_no_price_or_could_not_be_read()
    {
        Same(Builder.Build(Snapshot(Market(ether: null), Good(Balances(Balance(Ether, "1")))), null, Memory.None, Now));
        var unread = Market() with { Failures = ImmutableDictionary<AssetKey, Failure>.Empty.Add(Ether.Key, new(FailureReason.Timeout, "no answer")), Answers = Market().Answers.Remove(Ether.Key) };
        Same(Builder.Build(Snapshot(unread, Good(Balances(Balance(Ether, "1")))), null, Memory.None, Now));
    }

    [Fact]
    public void Of_a_chain_that_was_not_reached_there_are_none() =>
        Assert.Null(Builder.Unreached(Owner, null, "devnet", 31337, new(FailureReason.Timeout, "no answer"), Before, Now).Snapshot());

    static void Same(WalletReport report) =>
        Assert.Equal(ReportJson.Of(report).ToJsonString(), ReportJson.Of(Builder.Build(report.Snapshot()!, null, report.Before(), Later)).ToJsonString());
}
