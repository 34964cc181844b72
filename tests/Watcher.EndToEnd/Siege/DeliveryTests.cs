using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Watcher.Devnet;
using Watcher.EndToEnd.Host;

namespace Watcher.EndToEnd.Siege;

public sealed class DeliveryTests(DevnetFixture fixture) : RunTest(fixture)
{
    const int Kills = 10, Crowd = 1_000, Seed = 20_260_101;
    static readonly BigInteger Threshold = BigInteger.Pow(10, 18) * 3 / 2;
    readonly Receiver phone = new();
    ImmutableArray<Address> wallets = [.. DevnetWallet.All.Select(wallet => wallet.Address)];

    Receiver[] Receivers => [Hook, phone];

    public override async Task DisposeAsync()
    {
        await phone.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_thousand_wallets_crash_while_every_channel_fails_and_ten_sudden_deaths_lose_nothing_and_repeat_nothing_unrecognisably()
    {
        wallets = wallets.AddRange(await Node.Populate(Crowd, Seed));
        var configuration = ConfigureRun([Near("1.5", "1.6")], Crowded);
        var random = new Random(Seed);
        for (var i = 0; i < Kills; i++)
        {
            if (i == Kills / 2) await FailInsteadOfRefusing();
            using var watcher = Start(configuration);
            await Node.MovePrice("ETH", 0.97m);
            await DieAtRandom(watcher, random);
        }

        await Recover(configuration);

        foreach (var channel in Receivers)
        {
            Assert.All(channel.Calls.GroupBy(call => call.Key), tries => Assert.Single(tries.Select(call => Convert.ToHexString(call.Body)).Distinct()));
            Assert.All(channel.Accepted.GroupBy(call => (call.Alert, call.Reason, call.Ordinal)), same => Assert.Single(same.Select(call => call.Key).Distinct()));
            Assert.All(channel.Accepted.GroupBy(call => call.Alert), life => Assert.Equal(Enumerable.Range(1, life.Max(call => call.Ordinal)), life.DistinctBy(call => call.Key).Select(call => call.Ordinal)));
        }
        await AgreesWithTheChain(configuration);
        Assert.Equal("ok", Sound());
    }

    [Fact]
    public async Task A_second_run_on_the_same_database_says_so_and_leaves_the_first_alone()
    {
        var configuration = ConfigureRun([]);
        using var first = Start(configuration);
        await ReadToHead(first);

        var second = await Run("run", "--config", configuration);

        Assert.Equal(64, second.ExitCode);
        Assert.Contains("another watcher is already running on the database", second.Log, StringComparison.Ordinal);
        await Node.Mine();
        await ReadToHead(first);
        Assert.Equal(0, await Stop(first));
    }

    void Crowded(JsonObject watcher)
    {
        watcher["Wallets"] = new JsonArray([.. wallets.Select(wallet => new JsonObject { ["Address"] = wallet.ToString() })]);
        watcher["Channels"]!["phone"] = new JsonObject { ["Type"] = "webhook", ["Url"] = phone.Url.ToString() };
    }

    async Task FailInsteadOfRefusing()
    {
        foreach (var channel in Receivers)
        {
            channel.Status = StatusCodes.Status500InternalServerError;
            await channel.Up();
        }
    }

    /// <summary>After so many more requests to the node, whatever it is doing by then.</summary>
    async Task DieAtRandom(WatcherProcess watcher, Random random)
    {
        var end = Bad.Seen.Count + random.Next(1, 15);
        await Eventually.True(() => Bad.Seen.Count >= end, "the watcher is at work");
        watcher.Kill();
        await watcher.End();
    }

    /// <summary>Runs until all is delivered. One more breach makes it try the channel at once, and its success brings the rest.</summary>
    async Task Recover(string configuration)
    {
        foreach (var channel in Receivers) channel.Status = StatusCodes.Status200OK;
        using var watcher = Start(configuration);
        await ReadToHead(watcher);
        await Node.MovePrice("WBTC", 0.4m);
        await ReadToHead(watcher);
        await Eventually.True(() => Waiting() == 0, "the outbox is empty");
        await Stop(watcher);
    }

    async Task AgreesWithTheChain(string configuration)
    {
        var breached = new HashSet<string?>();
        foreach (var wallet in wallets)
        {
            if ((await Node.AaveV3.Account(wallet)).HealthFactor < Threshold) breached.Add(wallet.ToString());
        }
        var firing = (await Alerts(configuration)).Where(alert => ((string?)alert["rule"], (string?)alert["state"]) == ("near", "firing")).ToList();
        Assert.Contains(Wallet.ToString(), breached);
        Assert.InRange(breached.Count, Crowd / 5, wallets.Length);
        Assert.Equal(breached, firing.Select(alert => (string?)alert["wallet"]).ToHashSet());
        foreach (var channel in Receivers)
        {
            var fired = channel.Accepted.Where(call => call is { Rule: "near", Reason: "fired" }).DistinctBy(call => call.Key).ToLookup(call => call.Alert);
            Assert.All(firing, alert => Assert.Equal((string?)alert["position"], Assert.Single(fired[(string)alert["id"]!])["position"]));
            Assert.Equal(firing.Count, fired.SelectMany(calls => calls).Select(call => call["position"]).Distinct().Count());
        }
    }

    long Waiting() => (long)Ask("SELECT count(*) FROM v_deliveries WHERE state = 'pending'");

    string Sound() => (string)Ask("PRAGMA integrity_check");

    object Ask(string question)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar()!;
    }
}
