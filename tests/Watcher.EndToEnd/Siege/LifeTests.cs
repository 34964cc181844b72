using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Watcher.Devnet;
using Watcher.EndToEnd.Host;

namespace Watcher.EndToEnd.Siege;

/// <summary>What happens to a loan on the chain, as the owner's webhook hears of it.</summary>
public sealed class LifeTests(DevnetFixture fixture) : RunTest(fixture)
{
    const string Label = "borrower";

    JsonArray Rules
    {
        get
        {
            var near = Near("1.5", "1.55", Label);
            near["Worsen"] = "5%";
            return [near, Liquidated];
        }
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Hook.Up();
    }

    [Fact]
    public async Task A_crash_a_liquidation_a_recovery_and_the_end_of_the_loan()
    {
        var configuration = ConfigureRun(Rules);
        using var watcher = Start(configuration);
        await ReadToHead(watcher);
        Assert.Empty(Hook.Calls);

        await Node.MovePrice("ETH", 0.9m);
        CheckFired(await Told("fired"));
        await Node.MovePrice("ETH", 0.9m);
        var worsened = await Told("worsened");
        Assert.Equal(2, worsened.Ordinal);

        await Node.MovePrice("ETH", 0.65m);
        await Node.AaveV3.Liquidate(Wallet, "WETH", "USDC", Node.Tokens.Usdc.Units(5_000));
        var happened = await Told("event");
        Assert.Equal(("liquidated", $"devnet/aave-v3/main/{Wallet}"), (happened.Rule, happened["position"]));
        Assert.Contains("repaid 5000 USDC of debt", happened["summary"], StringComparison.Ordinal);

        await Node.MovePrice("ETH", 4m);
        var resolved = await Told("resolved");
        Assert.Equal(worsened.Alert, resolved.Alert);

        await Node.MovePrice("ETH", 0.4m);
        var again = await Told("fired", call => call.Alert != resolved.Alert);
        await Node.AaveV3.Close(Wallet, "USDC", 20_000, "WETH");
        var closed = await Told("resolved", call => call.Alert == again.Alert);
        Assert.Contains("closed", closed["summary"], StringComparison.Ordinal);

        await CheckStop(watcher);
        Assert.Single(Keys("event"));
        Assert.All(Hook.Calls, CheckSignature);
    }

    [Fact]
    public async Task A_liquidation_is_told_once_over_restarts_also_when_it_happens_between_them()
    {
        var configuration = ConfigureRun(Rules);
        await RunToHead(configuration);
        await Node.MovePrice("ETH", 0.6m);
        await Node.AaveV3.Liquidate(Wallet, "WETH", "USDC", Node.Tokens.Usdc.Units(5_000));

        await RunToHead(configuration);
        await Node.Mine();
        using var last = Start(configuration);
        await ReadToHead(last);
        await Told("event");
        Assert.Equal(0, await Stop(last));

        Assert.Single(Keys("event"));
    }

    [Fact]
    public async Task A_reorganisation_flags_what_was_read_and_the_alert_moves_on()
    {
        var configuration = ConfigureRun(Rules);
        using var watcher = Start(configuration);
        await ReadToHead(watcher);
        await Node.MovePrice("ETH", 0.9m);
        var gone = await Node.Head();
        var fired = await Told("fired");

        await Node.Reorg(1);

        Assert.Equal(fired.Alert, (await Told("resolved")).Alert);
        // It may have resolved at the block before, where the chain stood for a moment.
        await Eventually.True(() => watcher.Error.Split($"cycle chain=devnet block={gone.Number} ").Length > 2, "the block in its place is read");
        var orphaned = await Samples(configuration, "--orphaned");
        var flagged = Assert.Single(orphaned, sample => (string?)sample["blockHash"] == gone.Hash.ToString());
        Assert.False((bool)flagged["canonical"]!);
        Assert.DoesNotContain(await Samples(configuration), sample => (string?)sample["blockHash"] == gone.Hash.ToString());
        Assert.Contains(await Samples(configuration), sample => (ulong)sample["block"]! == gone.Number);
        await Node.MovePrice("ETH", 0.9m);
        Assert.NotEqual(fired.Alert, (await Told("fired", call => call.Alert != fired.Alert)).Alert);
    }

    [Theory]
    [InlineData("rule", "the rule 'near' was removed")]
    [InlineData("wallet", "no longer watched")]
    public async Task What_is_no_longer_configured_ends_with_a_word(string what, string why)
    {
        await RunToHead(ConfigureRun(Rules));
        await Node.MovePrice("ETH", 0.9m);
        using (var watcher = Start(ConfigureRun(Rules)))
        {
            await Told("fired");
            await Stop(watcher);
        }

        var changed = what == "rule" ? ConfigureRun([Liquidated]) : ConfigureRun([Near("1.5", "1.55")], WithoutBorrower);
        using var next = Start(changed);

        var resolved = await Told("resolved");
        Assert.Contains(why, resolved["summary"], StringComparison.Ordinal);
        await ReadToHead(next);
        Assert.Single(Keys("resolved"));
    }

    [Fact]
    public async Task It_stops_at_once_though_its_node_hangs()
    {
        using var watcher = Start(ConfigureRun(Rules));
        await ReadToHead(watcher);
        Bad.Always(Faults.Fail.Timeout);
        var seen = Bad.Seen.Count;
        await Eventually.True(() => Bad.Seen.Count > seen, "a request hangs");
        await CheckStop(watcher);
    }

    static void WithoutBorrower(JsonObject watcher)
    {
        var wallets = watcher["Wallets"]!.AsArray();
        wallets.Remove(wallets.Single(wallet => (string?)wallet!["Label"] == Label));
    }

    /// <summary>What was told for a reason: a stop in the middle of a delivery may repeat it, under its own key.</summary>
    IEnumerable<string> Keys(string reason) => Hook.Calls.Where(call => call.Reason == reason).Select(call => call.Key).Distinct();

    async Task RunToHead(string configuration)
    {
        using var watcher = Start(configuration);
        await ReadToHead(watcher);
        Assert.Equal(0, await Stop(watcher));
    }

    static void CheckFired(Received fired)
    {
        Assert.Equal(("near", "healthFactor", "1.5", $"devnet/aave-v3/main/{Wallet}"), (fired.Rule, fired["metric"], fired["threshold"], fired["position"]));
        var evidence = fired.Json["evidence"]!;
        Assert.InRange(decimal.Parse((string)evidence["liquidationDistance"]!, CultureInfo.InvariantCulture), 0.01m, 0.4m);
        Assert.NotEmpty(evidence["liquidation"]!["byAsset"]!.AsArray());
        Assert.InRange(decimal.Parse((string)evidence["liquidation"]!["repayUsd"]!, CultureInfo.InvariantCulture), 1m, 15_450m);
    }

    static void CheckSignature(Received call)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{call.Timestamp}."), .. call.Body];
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed))}", call.Signature);
        Assert.Equal(call["idempotencyKey"], call.Key);
    }

    static async Task CheckStop(WatcherProcess watcher)
    {
        watcher.Terminate();
        var clock = Stopwatch.StartNew();
        await watcher.End();
        Assert.Equal(0, watcher.ExitCode);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    async Task<List<JsonObject>> Samples(string configuration, params string[] more)
    {
        var history = await Json(configuration, ["history", "--wallet", Wallet.ToString(), "--metric", "healthFactor", .. more]);
        return [.. Assert.Single(history["series"]!.AsArray())!["samples"]!.AsArray().Select(sample => sample!.AsObject())];
    }
}
