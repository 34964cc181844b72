using System.Diagnostics;
using Watcher.Devnet;
using Watcher.Devnet.Node;

namespace Watcher.EndToEnd.Devnet;

public sealed class DevnetNodeTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    [Fact]
    public async Task Two_starts_give_the_same_blocks_and_the_node_is_gone_after_it_is_disposed()
    {
        var head = await Node.Head();
        var second = await DevnetNode.Start();
        var process = second.ProcessId;

        Assert.Equal(head, await second.Head());
        Assert.True(IsRunning(process));
        await second.DisposeAsync();

        await Eventually.True(() => !IsRunning(process), "the node ends");
    }

    [Fact]
    public async Task Multicall3_answers_at_its_usual_address()
    {
        var block = await Node.Call(Address.Parse("0xcA11bde05977b3631167028862bE2a173976CA11"), Hex.Decode("0x42cbb15c"));

        Assert.Equal((await Node.Head()).Number, new BigInteger(block, isUnsigned: true, isBigEndian: true));
    }

    [Fact]
    public async Task A_reorganisation_undoes_what_happened_and_changes_every_hash()
    {
        await Node.Mine(2);
        var before = await Node.Head();
        await Node.MovePrice("ETH", 0.5m);
        await Node.Mine();
        var orphan = await Node.Head();

        await Node.Reorg(2);

        var head = await Node.Head();
        Assert.Equal(orphan.Number, head.Number);
        Assert.Equal(before.Number + 2, head.Number);
        Assert.NotEqual(orphan.Hash, head.Hash);
        Assert.Equal(300_000_000_000, await Node.Tokens.Weth.Feed.Answer());
    }

    [Fact]
    public async Task The_newest_blocks_are_neither_safe_nor_final()
    {
        using var rpc = new RpcClient(Node.Url);
        var head = (await Node.Head()).Number;

        Assert.Equal(head - 2, RpcClient.Integer((await rpc.Send("eth_getBlockByNumber", "safe", false))!["number"]));
        Assert.Equal(head - 4, RpcClient.Integer((await rpc.Send("eth_getBlockByNumber", "finalized", false))!["number"]));
    }

    [Fact]
    public async Task Revert_brings_back_the_snapshot()
    {
        var head = await Node.Head();
        var snapshot = await Node.Snapshot();
        await Node.MovePrice("WBTC", 1.5m);
        await Node.Revert(snapshot);

        Assert.Equal(head, await Node.Head());
        Assert.Equal(6_000_000_000_000, await Node.Tokens.Wbtc.Feed.Answer());
    }

    [Fact]
    public async Task Without_block_time_a_price_moves_while_interest_stands_still()
    {
        Node.BlockTime = TimeSpan.Zero;
        var before = await Node.AaveV3.Account(DevnetWallet.Borrower.Address);

        await Node.SetPrice("ETH", 2_000m);

        var after = await Node.AaveV3.Account(DevnetWallet.Borrower.Address);
        Assert.Equal(before.Debt, after.Debt);
        Assert.InRange(before.Collateral * 2 / 3 - after.Collateral, -1, 1);
    }

    [Fact]
    public async Task ETH_and_staked_ETH_move_in_one_block_and_by_as_much()
    {
        var head = await Node.Head();

        await Node.SetEth(1_950m);

        Assert.Equal(head.Number + 1, (await Node.Head()).Number);
        Assert.Equal(195_000_000_000, await Node.Tokens.Weth.Feed.Answer());
        Assert.Equal(228_150_000_000, await Node.Tokens.WstEth.Feed.Answer());
    }

    [Fact]
    public async Task A_feed_can_be_stale_or_unusable()
    {
        var old = (await Node.Head()).Timestamp - TimeSpan.FromDays(3);

        await Node.SetPrice("LINK", -5, old);

        var round = await Node.Tokens.Link.Feed.Contract.Call("latestRoundData");
        Assert.Equal(new BigInteger(-5), round[1]);
        Assert.Equal(old.ToUnixTimeSeconds(), (BigInteger)round[3]);
    }

    [Fact]
    public async Task Interest_accrues_and_no_feed_goes_stale()
    {
        var before = await Node.AaveV3.Account(DevnetWallet.Borrower.Address);

        await Node.AccrueInterest(TimeSpan.FromDays(365));

        var after = await Node.AaveV3.Account(DevnetWallet.Borrower.Address);
        Assert.InRange((double)after.Debt / (double)before.Debt, 1.005, 1.10);
        var updated = (BigInteger)(await Node.Tokens.Usdc.Feed.Contract.Call("latestRoundData"))[3];
        Assert.Equal((await Node.Head()).Timestamp.ToUnixTimeSeconds(), updated);
    }

    [Fact]
    public async Task A_population_has_loans_that_are_sound()
    {
        var wallets = await Node.Populate(40, seed: 1);

        Assert.Equal(40, wallets.Distinct().Count());
        foreach (var wallet in wallets)
        {
            var account = await Node.AaveV3.Account(wallet);
            Assert.InRange((double)account.HealthFactor / 1e18, 1.09, 3.01);
        }
    }

    [Fact]
    public async Task The_odd_wallet_holds_every_odd_token()
    {
        foreach (var token in Node.Tokens.Odd.Values)
            Assert.True(await token.Get<BigInteger>("balanceOf", DevnetWallet.Odd.Address) > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")] // The whole process group, as a shell or a service manager kills a job.
    public async Task A_killed_host_takes_its_node_with_it(string group)
    {
        using var host = Process.Start(new ProcessStartInfo("setsid", ["dotnet", typeof(Program).Assembly.Location]) { RedirectStandardOutput = true })!;
        var node = int.Parse((await host.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(IsRunning(node));

        // Nothing of the host's own can clean up.
        await Process.Start("kill", ["-KILL", "--", $"{group}{host.Id}"]).WaitForExitAsync();

        await Eventually.True(() => !IsRunning(node), "the node ends with its host");
    }

    static bool IsRunning(int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            return !running.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
