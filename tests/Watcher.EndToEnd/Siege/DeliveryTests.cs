using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Watcher.Devnet;
using Watcher.EndToEnd.Host;

namespace Watcher.EndToEnd.Siege;

public sealed class DeliveryTests(DevnetFixture fixture) : RunTest(fixture)
{
    const int Kills = 10;
    static readonly BigInteger Threshold = BigInteger.Pow(10, 18) * 3 / 2;

    [Fact]
    public async Task Ten_sudden_deaths_with_the_webhook_down_lose_nothing_and_repeat_nothing_unrecognisably()
    {
        var configuration = ConfigureRun([Near("1.5", "1.6")]);
        var random = new Random(20_260_101);
        for (var i = 0; i < Kills; i++)
        {
            if (i == Kills / 2) await FailInsteadOfRefusing();
            using var watcher = Start(configuration);
            await Node.MovePrice("ETH", 0.97m);
            await DieAtRandom(watcher, random);
        }

        await Recover(configuration);

        var told = Hook.Accepted.ToList();
        Assert.All(Hook.Calls.GroupBy(call => call.Key), tries => Assert.Single(tries.Select(call => Convert.ToHexString(call.Body)).Distinct()));
        Assert.All(told.GroupBy(call => (call.Alert, call.Reason, call.Ordinal)), same => Assert.Single(same.Select(call => call.Key).Distinct()));
        Assert.All(told.GroupBy(call => call.Alert), life => Assert.Equal(Enumerable.Range(1, life.Max(call => call.Ordinal)), life.DistinctBy(call => call.Key).Select(call => call.Ordinal)));
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

    async Task FailInsteadOfRefusing()
    {
        Hook.Status = StatusCodes.Status500InternalServerError;
        await Hook.Up();
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
        Hook.Status = StatusCodes.Status200OK;
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
        foreach (var wallet in DevnetWallet.All)
        {
            if ((await Node.AaveV3.Account(wallet.Address)).HealthFactor < Threshold) breached.Add(wallet.Address.ToString());
        }
        var firing = (await Alerts(configuration)).Where(alert => (string?)alert["state"] == "firing").ToList();
        Assert.Contains(Wallet.ToString(), breached);
        Assert.Equal(breached, firing.Select(alert => (string?)alert["wallet"]).ToHashSet());
        foreach (var alert in firing)
        {
            var fired = Assert.Single(Hook.Accepted.Where(call => call.Alert == (string?)alert["id"] && call.Reason == "fired").DistinctBy(call => call.Key));
            Assert.Equal((string?)alert["position"], fired["position"]);
        }
        Assert.Equal(firing.Count, Hook.Accepted.Where(call => call.Reason == "fired").Select(call => call["position"]).Distinct().Count());
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
