using System.Collections.Immutable;
using Watcher.Planning;
using Xunit;

namespace Watcher.Tests.Planning;

public sealed class ReadingPlanTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Every = TimeSpan.FromSeconds(12), Longest = TimeSpan.FromMinutes(10);
    static readonly CallBudget Budget = new(100_000, Longest, ImmutableDictionary<string, long>.Empty.Add("small.example", 1_000));
    static readonly Address Wallet = Address.Parse("0x00000000000000000000000000000000000000A1"), Other = Address.Parse("0x00000000000000000000000000000000000000b2");

    [Fact]
    public void A_wallet_that_was_never_read_is_due() => Assert.Contains(Wallet, Plan(new WalletWatch(Wallet, null, null)).Due(Now));

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    public void A_wallet_near_a_threshold_is_due_at_every_look(double distance) => Assert.Equal(TimeSpan.Zero, Interval(distance));

    [Fact]
    public void A_wallet_far_from_all_is_read_one_look_before_its_longest_time_is_over()
    {
        Assert.Equal(Longest - Every, Interval(0.5));
        Assert.Equal(Longest - Every, Interval(9));
        Assert.Equal(Longest - Every, Interval(null));
    }

    [Fact]
    public void Between_near_and_far_the_interval_grows_with_the_distance()
    {
        // Half way between 5 % and 50 %: the geometric mean of 12 s and 600 s, sqrt(7200) = 84.85 s.
        Assert.Equal(84.85, Interval(0.275).TotalSeconds, 2);
        Assert.True(Interval(0.1) < Interval(0.2) && Interval(0.2) < Interval(0.4));
    }

    [Fact]
    public void While_nobody_is_due_no_cycle_is_spent() => Assert.Empty(Plan(Far(Wallet, 590 - 12), Far(Other, 400)).Due(Now));

    [Fact]
    public void Who_is_past_half_of_its_interval_rides_along_with_who_is_due()
    {
        Assert.Equal([Wallet, Other], Plan(Far(Wallet, 588), Far(Other, 300)).Due(Now).Order());
        Assert.Equal([Wallet], Plan(Far(Wallet, 588), Far(Other, 200)).Due(Now));
    }

    [Theory]
    [InlineData(79_999, 0)]
    // 20,000 left at 8 a cycle: 2,500 cycles in a day, one each 34.56 s.
    [InlineData(80_000, 34.56)]
    // 1,000 left: 125 cycles, one each 691 s, which is longer than any wallet may go unread.
    [InlineData(99_000, 588)]
    [InlineData(100_000, 588)]
    [InlineData(250_000, 588)]
    public void When_a_day_s_calls_run_low_near_wallets_are_read_as_often_as_the_rest_allows_but_never_later_than_promised(long spent, double seconds)
    {
        var plan = Plan([new CallsSpent("node.example#0", spent, 100_000)], new WalletWatch(Wallet, 0, Now));
        Assert.Equal(seconds, plan.Wallets[0].Every.TotalSeconds, 2);
        Assert.Equal(seconds > 0, plan.Stretched);
    }

    [Fact]
    public void The_endpoint_with_the_least_left_counts() =>
        Assert.Equal(34.56, Plan([new("a#0", 0, 100_000), new("b#1", 80_000, 100_000)], new WalletWatch(Wallet, 0, Now)).Wallets[0].Every.TotalSeconds, 2);

    [Fact]
    public void An_interval_of_the_chain_longer_than_the_promise_makes_everybody_due_at_every_look()
    {
        var plan = ReadingPlan.Of([Far(Wallet, 0)], Budget with { MaxUnread = Every }, [], Every, CallBudget.UsualCost);
        Assert.Equal([Wallet], plan.Due(Now));
    }

    [Fact]
    public void Nobody_goes_unread_for_longer_than_promised_over_a_day_of_any_distances()
    {
        var random = new Random(7);
        var read = new Dictionary<Address, DateTimeOffset>();
        Address[] wallets = [.. Enumerable.Range(1, 50).Select(i => Address.Parse($"0x{i:x40}"))];
        foreach (var wallet in wallets) read[wallet] = Now;
        for (var time = Now; time < Now + CallBudget.Day; time += Every)
        {
            var spent = new CallsSpent("node#0", random.Next(120_000), 100_000);
            var plan = ReadingPlan.Of(wallets.Select(w => new WalletWatch(w, random.NextDouble(), read[w])), Budget, [spent], Every, CallBudget.UsualCost);
            foreach (var wallet in plan.Due(time)) read[wallet] = time;
            Assert.All(read.Values, last => Assert.True(time - last < Longest));
        }
    }

    [Fact]
    public void A_day_of_safe_wallets_costs_a_fiftieth_of_reading_every_block()
    {
        DateTimeOffset? read = null;
        var cycles = 0;
        for (var time = Now; time < Now + CallBudget.Day; time += Every)
        {
            if (ReadingPlan.Of([new(Wallet, 2, read)], Budget, [], Every, CallBudget.UsualCost).Due(time).IsEmpty) continue;
            (read, cycles) = (time, cycles + 1);
        }
        // 86,400 s / 588 s = 146.9: 147 cycles instead of 7,200.
        Assert.Equal(147, cycles);
    }

    [Fact]
    public void A_host_may_have_a_number_of_its_own()
    {
        Assert.Equal(1_000, Budget.CallsOf("small.example#1"));
        Assert.Equal(100_000, Budget.CallsOf("node.example#0"));
    }

    /// <summary>144 times ten minutes a day, 8 calls each.</summary>
    [Fact]
    public void What_a_promise_costs_at_least_is_known_beforehand() => Assert.Equal(1_152, Budget.Least());

    static WalletWatch Far(Address wallet, int secondsAgo) => new(wallet, 2, Now - TimeSpan.FromSeconds(secondsAgo));

    static TimeSpan Interval(double? distance) => Plan(new WalletWatch(Wallet, distance, Now)).Wallets[0].Every;

    static ReadingPlan Plan(params WalletWatch[] wallets) => Plan([], wallets);

    static ReadingPlan Plan(CallsSpent[] spent, params WalletWatch[] wallets) => ReadingPlan.Of(wallets, Budget, spent, Every, CallBudget.UsualCost);
}
