using Watcher.Devnet;

namespace Watcher.EndToEnd.AaveV3;

/// <summary>The cost of a cycle grows with the depth of the reads, not with the number of wallets.</summary>
public sealed class RoundTripsTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    static readonly Address[] Nine = [.. DevnetWallet.All.Take(9).Select(wallet => wallet.Address)];

    [Fact]
    public async Task A_first_cycle_over_nine_wallets_takes_at_most_eight_calls()
    {
        using var watch = new MarketWatch(Node);
        Assert.InRange(await Calls(watch, Nine), 1, 8);
    }

    [Fact]
    public async Task A_later_cycle_takes_at_most_five()
    {
        using var watch = new MarketWatch(Node);
        await Calls(watch, Nine);
        await Node.AccrueInterest(TimeSpan.FromHours(1));
        Assert.InRange(await Calls(watch, Nine), 1, 5);
    }

    [Fact]
    public async Task Each_further_wallet_adds_less_than_a_fiftieth_of_a_call()
    {
        const int more = 300;
        var crowd = await Node.Populate(more, seed: 1);
        using var watch = new MarketWatch(Node);
        await Calls(watch, Nine);
        var nine = await Calls(watch, Nine);
        var all = await Calls(watch, [.. Nine, .. crowd]);
        Assert.True(all - nine < 0.02 * more, $"{nine} calls for nine wallets, {all} for {more} more");
    }

    static async Task<int> Calls(MarketWatch watch, Address[] wallets)
    {
        var before = watch.Wire.EthCalls;
        await watch.ReadAll(wallets);
        return watch.Wire.EthCalls - before;
    }
}
