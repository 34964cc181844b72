using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Devnet;
using Watcher.EndToEnd.Faults;

namespace Watcher.EndToEnd.Siege;

/// <summary>Two nodes, and a loan that gets critical: what the owner hears depends on what the second one says.</summary>
[Collection(OpinionCollection.Name)]
public sealed class SecondOpinionTests(DevnetFixture fixture) : RunTest(fixture)
{
    const string Label = "borrower", Introduction = "eth_chainId";
    static readonly BigInteger Wad = BigInteger.Pow(10, 18);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Hook.Up();
    }

    [Fact]
    public async Task The_same_by_both_is_confirmed()
    {
        await Node.MovePrice("ETH", 0.9m);
        await Once(Configuration(Node.Url, Bad.Url));
        var fired = Single("fired", "near");
        Assert.Equal("confirmed", fired["confirmation"]);
        Assert.Equal(["127.0.0.1#0", "127.0.0.1#1"], fired.Json["endpoints"]!.AsArray().Select(name => (string?)name));
        Assert.DoesNotContain("confirmed", fired["summary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_one_endpoint_nothing_is_marked()
    {
        await Node.MovePrice("ETH", 0.9m);
        await Once(Configuration(Node.Url));
        Assert.Null(Single("fired", "near")["confirmation"]);
    }

    [Fact]
    public async Task A_second_endpoint_that_says_the_loan_is_well_changes_nothing_but_is_told_of()
    {
        var truth = await Crash();
        Bad.Always(Fail.Lie(truth, 2 * Wad));

        await Once(Configuration(Node.Url, Bad.Url));

        await CheckDisputed(truth, 2 * Wad, counts: truth);
    }

    [Fact]
    public async Task Where_the_second_endpoint_says_worse_that_is_told_and_stored()
    {
        var truth = await Crash();
        var worse = truth - Wad / 10;
        Bad.Always(Fail.Lie(truth, worse));

        await Once(Configuration(Node.Url, Bad.Url));

        await CheckDisputed(truth, worse, counts: worse);
    }

    [Fact]
    public async Task Where_the_first_endpoint_alone_says_that_the_loan_is_in_danger_it_is_told()
    {
        var truth = await HealthFactor();
        var lie = 12 * Wad / 10;
        await using var second = await FaultProxy.Start(Node.Url);
        TellsAfter(second, Bad);
        Bad.Always(Fail.Lie(truth, lie));

        await Once(Configuration(Bad.Url, second.Url));

        await CheckDisputed(lie, truth, counts: lie);
    }

    [Fact]
    public async Task When_the_endpoints_agree_again_the_disagreement_resolves_and_the_alert_goes_on()
    {
        var configuration = Configuration(Node.Url, Bad.Url);
        Bad.Always(Fail.Lie(await Crash(), 2 * Wad));
        await Once(configuration);
        Bad.Heal();
        await Node.Mine();

        await Once(configuration);

        Single("resolved", "endpoints-disagree");
        Assert.DoesNotContain(Hook.Accepted, call => call is { Rule: "near", Reason: "resolved" });
    }

    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    public async Task A_lie_about_a_price_is_told_in_either_direction(int percent)
    {
        var feed = await Node.Tokens.Weth.Feed.Answer();
        Bad.Always(Fail.Lie(feed, feed * percent / 100));
        var low = new JsonObject { ["Name"] = "cheap", ["When"] = "price(ETH) < 1000000", ["Severity"] = "critical" };

        await Once(Configure(low, Node.Url, Bad.Url));

        Assert.Equal("disputed", Single("fired", "cheap")["confirmation"]);
        Assert.Contains("127.0.0.1#1 says price(ETH)", Single("fired", "endpoints-disagree")["summary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portfolio_is_confirmed_as_its_wallets_are()
    {
        await Once(Family(Node.Url, Bad.Url));
        Assert.Equal("confirmed", OfFamily()["confirmation"]);
    }

    [Fact]
    public async Task A_lie_about_a_portfolio_is_told_and_the_worse_counts()
    {
        var feed = await Node.Tokens.Weth.Feed.Answer();
        Bad.Always(Fail.Lie(feed, 2 * feed));
        await Once(Family(Node.Url, Bad.Url));
        var (first, second) = (Net(await Truth()), Net(await Check(Family(Bad.Url))));
        Assert.Equal(("disputed", second), (OfFamily()["confirmation"], OfFamily()["value"]));
        Assert.Contains($"of family, 127.0.0.1#0 says netUsd {first}, 127.0.0.1#1 says netUsd {second}", Single("fired", "endpoints-disagree")["summary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_second_endpoint_holds_it_up_for_ten_seconds_and_then_it_fires_unconfirmed()
    {
        await Node.MovePrice("ETH", 0.9m);
        Bad.Always(Fail.Timeout);
        await Once(Configuration(Node.Url, Bad.Url));
        CheckUnconfirmed("127.0.0.1#1");
    }

    [Fact]
    public async Task A_second_endpoint_that_is_on_another_fork_settles_nothing()
    {
        await Node.MovePrice("ETH", 0.9m);
        Bad.Always(Fail.AnotherFork);
        await Once(Configuration(Node.Url, Bad.Url));
        CheckUnconfirmed("127.0.0.1#1 has another block");
        Assert.DoesNotContain(Hook.Accepted, call => call.Rule == "endpoints-disagree");
    }

    [Fact]
    public async Task A_second_endpoint_that_lags_is_waited_for()
    {
        await Node.MovePrice("ETH", 0.9m);
        var asked = false;
        Bad.When(IsAsked, exchange =>
        {
            asked = true;
            return Fail.Lagging(1)(exchange);
        });
        var running = Once(Configuration(Node.Url, Bad.Url));
        await Eventually.True(() => asked, "the second endpoint is asked for the block");
        Bad.Heal();
        await running;
        Assert.Equal("confirmed", Single("fired", "near")["confirmation"]);
    }

    [Fact]
    public async Task A_slow_second_endpoint_is_waited_for()
    {
        await Node.MovePrice("ETH", 0.9m);
        Bad.Always(Fail.Slow(TimeSpan.FromMilliseconds(200)));
        await Once(Configuration(Node.Url, Bad.Url));
        Assert.Equal("confirmed", Single("fired", "near")["confirmation"]);
    }

    [Fact]
    public async Task Where_both_die_after_the_first_answer_it_fires_unconfirmed()
    {
        await using var first = await FaultProxy.Start(Node.Url);
        TellsAfter(Bad, first);
        await Node.MovePrice("ETH", 0.9m);
        Bad.When(IsAsked, exchange =>
        {
            first.Always(Fail.Drop);
            Bad.Always(Fail.Drop);
            return Fail.Drop(exchange);
        });
        await Once(Configuration(first.Url, Bad.Url));
        CheckUnconfirmed("127.0.0.1#1");
    }

    [Fact]
    public async Task A_crash_while_the_second_endpoint_is_asked_only_means_that_it_is_asked_again()
    {
        var configuration = Configuration(Node.Url, Bad.Url);
        await Node.MovePrice("ETH", 0.9m);
        Bad.On("eth_call", Fail.Timeout);
        using (var watcher = Start(configuration))
        {
            await Eventually.True(() => Bad.Seen.Contains("eth_call"), "the second endpoint is asked");
            watcher.Kill();
            await watcher.End();
        }
        Assert.Empty(Hook.Calls);
        Bad.Heal();

        await Once(configuration);

        Assert.Equal("confirmed", Single("fired", "near")["confirmation"]);
    }

    /// <summary>A request for the block that was read, as no one makes it who looks for the newest or the first.</summary>
    static bool IsAsked(Exchange exchange) => exchange.Requests.Any(request =>
        (string)request["method"]! == "eth_getBlockByNumber" && (string?)request["params"]![0] is not ("latest" or "0x0"));

    /// <summary>Each time that somebody makes their acquaintance, an endpoint tells of itself after the other: one that is much slower to tell would not be read first.</summary>
    static void TellsAfter(FaultProxy second, FaultProxy first)
    {
        var told = 0;
        second.On(Introduction, async exchange =>
        {
            var nth = Interlocked.Increment(ref told);
            await Eventually.True(() => first.Answered.Count(method => method == Introduction) >= nth, "the first endpoint tells of itself");
            await exchange.Reply(await exchange.Forward());
        });
    }

    /// <summary>A portfolio of the borrower, and a rule that it breaches.</summary>
    string Family(params Uri[] endpoints) => ConfigureRun([new JsonObject { ["Name"] = "rich", ["When"] = "netUsd > 0", ["Severity"] = "critical" }], watcher =>
    {
        watcher["Chains"]!["devnet"]!["Rpc"] = new JsonArray([.. endpoints.Select(url => (JsonNode)url.ToString())]);
        watcher["Wallets"] = new JsonArray(new JsonObject { ["Label"] = Label, ["Address"] = Wallet.ToString() });
        watcher["Portfolios"] = new JsonArray(new JsonObject { ["Label"] = "family", ["Wallets"] = new JsonArray(Label) });
    });

    Received OfFamily() => Assert.Single(Hook.Accepted, call => call.Rule == "rich" && call["label"] == "family");

    static string Net(Ended ended) => (string)Honesty.Reports(ended).Find(one => (string?)one["wallet"] == Wallet.ToString())!["totals"]!["netUsd"]!;

    string Configuration(params Uri[] endpoints) => Configure(Near("1.5", "1.55", Label), endpoints);

    string Configure(JsonObject rule, params Uri[] endpoints) => ConfigureRun([rule], watcher =>
        watcher["Chains"]!["devnet"]!["Rpc"] = new JsonArray([.. endpoints.Select(url => (JsonNode)url.ToString())]));

    async Task Once(string configuration)
    {
        var ended = await Run("run", "--once", "--config", configuration);
        Assert.True(ended.ExitCode == 1, ended.Log);
    }

    async Task<BigInteger> Crash()
    {
        await Node.MovePrice("ETH", 0.9m);
        return await HealthFactor();
    }

    async Task<BigInteger> HealthFactor()
    {
        var report = Honesty.Reports(await Truth()).Find(one => (string?)one["wallet"] == Wallet.ToString())!;
        return BigInteger.Parse((string)report["positions"]!.AsArray().First(position => position!["healthFactorRaw"] is not null)!["healthFactorRaw"]!, CultureInfo.InvariantCulture);
    }

    Received Single(string reason, string rule) => Assert.Single(Hook.Accepted, call => call.Reason == reason && call.Rule == rule);

    void CheckUnconfirmed(string why)
    {
        var fired = Single("fired", "near");
        Assert.Equal("unconfirmed", fired["confirmation"]);
        Assert.Contains("; unconfirmed: no second endpoint could tell: " + why, fired["summary"], StringComparison.Ordinal);
    }

    async Task CheckDisputed(BigInteger first, BigInteger second, BigInteger counts)
    {
        var fired = Single("fired", "near");
        Assert.Equal(("disputed", Text(counts)), (fired["confirmation"], fired["value"]));
        Assert.Equal(counts.ToString(CultureInfo.InvariantCulture), (string?)fired.Json["evidence"]!["healthFactorRaw"]);
        var disagreement = Single("fired", "endpoints-disagree");
        Assert.Equal("devnet", disagreement["chain"]);
        Assert.Contains($"127.0.0.1#0 says healthFactor {Text(first)},", disagreement["summary"], StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1#1 says healthFactor {Text(second)};", disagreement["summary"], StringComparison.Ordinal);
        var history = await Run("history", "--json", "--config", Configuration(Node.Url), "--wallet", Wallet.ToString(), "--metric", "healthFactor");
        var sample = Assert.Single(history.Json["series"]!.AsArray())!["samples"]!.AsArray()[^1]!;
        Assert.Equal(Text(counts), (string?)sample["value"]);
    }

    /// <summary>18 decimals without trailing zeros.</summary>
    static string Text(BigInteger wad)
    {
        var fraction = (wad % Wad).ToString("D18", CultureInfo.InvariantCulture).TrimEnd('0');
        return fraction.Length == 0 ? $"{wad / Wad}" : $"{wad / Wad}.{fraction}";
    }
}
