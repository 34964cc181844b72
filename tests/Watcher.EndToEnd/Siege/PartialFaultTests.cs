using System.Text.Json.Nodes;
using Watcher.Devnet;
using Watcher.EndToEnd.Faults;

namespace Watcher.EndToEnd.Siege;

/// <summary>Faults that meet only part of a reading: the rest is right, and the part is right or unknown.</summary>
[Collection(FaultCollection.Name)]
public sealed class PartialFaultTests(DevnetFixture fixture) : SiegeTest(fixture)
{
    static readonly Fault[] Quick =
    [
        Fail.ServerError, Fail.Garbage, Fail.WrongIds, Fail.EmptyResults, Fail.EmptyBody, Fail.NullResults, Fail.Truncated, Fail.Drop,
        Fail.TooManyRequests(), Fail.RpcError(-32603, "internal error"), Fail.RpcError(-32000, "out of gas"), Fail.RpcError(-32000, "header not found"),
        Fail.RpcError(3, "execution reverted"), Fail.RpcError(-32005, "limit exceeded"), Fail.RpcError(-32000, "response size exceeded"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whichever_requests_fail_no_figure_is_wrong(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 5; i++)
        {
            await using var node = await FaultProxy.Start(Node.Url);
            await using var other = await FaultProxy.Start(Node.Url);
            Scatter(node, random);
            Scatter(other, random);
            var alone = random.Next(2) == 0;
            var told = await Check(Configure(alone ? [node.Url] : [node.Url, other.Url]), "15s");
            Honesty.Check(told, await Truth());
        }
    }

    [Fact]
    public async Task When_every_call_that_names_a_token_fails_what_it_is_part_of_is_unknown()
    {
        var token = Node.Tokens.Wbtc.Address.ToString()[2..];
        Bad.When(exchange => exchange.Body.ToJsonString().Contains(token, StringComparison.OrdinalIgnoreCase), Fail.ServerError);

        Honesty.Check(await Check(Configure([Bad.Url])), await Truth());
        Honesty.CheckWhole(await Check(Configure([Bad.Url, Node.Url])), await Truth());
    }

    [Fact]
    public async Task Whatever_fails_only_the_third_call_is_retried()
    {
        var calls = 0;
        Bad.When(exchange => exchange.Methods.Contains("eth_call") && Interlocked.Increment(ref calls) == 3, Fail.ServerError);
        Honesty.CheckWhole(await Check(Configure([Bad.Url])), await Truth());
    }

    [Fact]
    public async Task A_node_whose_head_is_old_is_unknown_alone_and_left_out_beside_a_better_one()
    {
        Node.BlockTime = TimeSpan.FromDays(2);
        await Node.AccrueInterest(TimeSpan.FromDays(2));
        Bad.Always(Fail.Lagging(1));
        var age = TimeProvider.System.GetUtcNow() - (await Node.Head()).Timestamp + TimeSpan.FromDays(1);
        void NotOlder(JsonObject watcher) => watcher["Chains"]!["devnet"]!["MaxHeadAge"] = $"{(long)age.TotalMinutes}m";

        Honesty.CheckUnknown(await Check(Configure([Bad.Url], NotOlder)), "lagging");
        Honesty.CheckWhole(await Check(Configure([Bad.Url, Node.Url], NotOlder)), await Truth());
    }

    [Theory]
    [InlineData("aave-v3", "PoolAddressesProvider", "devnet/aave-v3/main", "no code")]
    [InlineData("uniswap-v2", "Factory", "devnet/uniswap-v2/uniswap", "disagreement")]
    [InlineData("uniswap-v3", "Factory", "devnet/uniswap-v3/uniswap", "disagreement")]
    [InlineData("uniswap-v3", "PositionManager", "devnet/uniswap-v3/uniswap", "no code")]
    public async Task An_address_without_a_contract_is_unknown_for_every_wallet(string protocol, string setting, string what, string reason)
    {
        var told = await Truth(watcher => watcher["Chains"]!["devnet"]!["Protocols"]![protocol]![0]![setting] = Nobody);
        CheckUnknown(told, what, reason);
    }

    [Fact]
    public async Task A_pair_without_a_contract_is_unknown_for_every_wallet()
    {
        var told = await Truth(watcher => watcher["Chains"]!["devnet"]!["Protocols"]!["uniswap-v2"]![0]!["Pairs"]![0] = Nobody);
        CheckUnknown(told, "devnet/uniswap-v2/uniswap", "no code");
    }

    [Fact]
    public async Task A_token_without_a_contract_is_unknown_for_every_wallet()
    {
        var token = new JsonObject { ["Address"] = Nobody, ["Symbol"] = "NONE" };
        CheckUnknown(await Truth(watcher => watcher["Chains"]!["devnet"]!["Tokens"]!.AsArray().Add(token)), "devnet/wallet", "no code");
    }

    [Fact]
    public async Task A_feed_without_a_contract_is_no_price_and_no_wrong_one()
    {
        var truth = await Truth();
        var told = await Truth(watcher =>
        {
            var usdc = watcher["Chains"]!["devnet"]!["Tokens"]!.AsArray().Single(token => (string?)token!["Symbol"] == "USDC")!;
            usdc["PriceFeed"] = Nobody;
        });

        Assert.Equal(0, told.ExitCode);
        var (was, now) = (Of(truth, "supplier"), Of(told, "supplier"));
        Assert.False((bool)now["complete"]!);
        Assert.Equal((string?)Loan(was)["healthFactorRaw"], (string?)Loan(now)["healthFactorRaw"]);
        Assert.All(Loan(now)["legs"]!.AsArray().Where(leg => (string?)leg!["asset"]!["symbol"] == "USDC"), leg => Assert.Null(leg!["marketPriceUsd"]));
    }

    static string Nobody => DevnetAccount.Named("nobody").ToString();

    static void CheckUnknown(Ended told, string what, string reason)
    {
        Assert.Equal(2, told.ExitCode);
        Assert.All(Honesty.Reports(told), report =>
        {
            var entry = Assert.Single(Honesty.Unknown(report));
            Assert.StartsWith(what, (string?)entry["what"], StringComparison.Ordinal);
            Assert.Equal(reason, (string?)entry["reason"]);
            Assert.DoesNotContain(report["positions"]!.AsArray(), position => ((string)position!["id"]!).StartsWith(what, StringComparison.Ordinal));
        });
    }

    static JsonObject Of(Ended told, string label) => Honesty.Reports(told).Single(report => (string?)report["label"] == label);

    static JsonObject Loan(JsonObject report) => report["positions"]!.AsArray().Single(position => (string?)position!["kind"] == "lending")!.AsObject();

    /// <summary>A fault from some request on, once, twice or for good.</summary>
    static void Scatter(FaultProxy node, Random random)
    {
        var (from, seen, times) = (random.Next(0, 12), 0, random.GetItems([1, 2, 1000], 1)[0]);
        node.When(_ => Interlocked.Increment(ref seen) > from, Quick[random.Next(Quick.Length)], times);
    }
}
