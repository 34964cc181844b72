using System.Text.Json.Nodes;
using Watcher.Devnet;
using Watcher.EndToEnd.Host;

namespace Watcher.EndToEnd.Siege;

/// <summary>What a cycle costs in <c>eth_call</c>s, counted on the wire.</summary>
public sealed class CostTests(DevnetFixture fixture) : RunTest(fixture)
{
    [Fact]
    public async Task A_first_cycle_over_the_wallets_takes_8_calls_at_most_and_a_later_one_5()
    {
        var (first, later) = await Cost(ConfigureRun([]));
        Assert.InRange(first, 1, 8);
        Assert.InRange(later, 1, 5);
    }

    [Fact]
    public async Task A_further_wallet_adds_less_than_a_fiftieth_of_a_call()
    {
        const int more = 300;
        var (first, later) = await Cost(ConfigureRun([]));
        var wallets = await Node.Populate(more, seed: 1);
        File.Delete(Database);

        var (firstOfMany, laterOfMany) = await Cost(ConfigureRun([], watcher =>
        {
            foreach (var wallet in wallets) watcher["Wallets"]!.AsArray().Add(new JsonObject { ["Address"] = wallet.ToString() });
        }));

        Assert.InRange(firstOfMany - first, 0, 0.02 * more);
        Assert.InRange(laterOfMany - later, 0, 0.02 * more);
    }

    async Task<(int First, int Later)> Cost(string configuration)
    {
        // Counted from before there is anything to read: a cycle may begin at any moment.
        var before = Calls;
        using var watcher = Start(configuration);
        await ReadToHead(watcher);
        var first = Calls - before;
        before = Calls;
        await Node.Mine();
        await ReadToHead(watcher);
        var later = Calls - before;
        await Stop(watcher);
        return (first, later);
    }

    int Calls => Bad.Seen.Count(method => method == "eth_call");
}
