using System.Text.Json.Nodes;
using Watcher.Devnet;
using Watcher.EndToEnd.Host;

namespace Watcher.EndToEnd.Siege;

/// <summary>New blocks by WebSocket from the real node, with an interval so long that nothing else would have them read.</summary>
public sealed class HeadsTests(DevnetFixture fixture) : RunTest(fixture)
{
    [Fact]
    public async Task A_block_is_read_and_told_of_as_soon_as_it_is_mined()
    {
        await Hook.Up();
        using var watcher = Start(Hourly(Socket));
        await ReadToHead(watcher);

        await Node.MovePrice("ETH", 0.9m);

        await Told("fired");
    }

    [Fact]
    public async Task Blocks_that_come_faster_than_cycles_are_not_lost()
    {
        using var watcher = Start(Hourly(Socket));
        await ReadToHead(watcher);
        for (var i = 0; i < 30; i++) await Node.Mine();
        await ReadToHead(watcher);
        Assert.Equal(0, await Stop(watcher));
    }

    [Fact]
    public async Task Config_check_says_who_tells_of_new_blocks_and_never_the_key()
    {
        var nobody = new Uri($"ws://127.0.0.1:{Ports.Free()}/v3/s3cr3tk3y");
        var ended = await Run("config", "check", "--json", "--config", Hourly(Socket, nobody));
        var findings = ended.Json["findings"]!.AsArray().Where(finding => ((string)finding!["path"]!).Contains(":Heads[", StringComparison.Ordinal)).ToList();
        Assert.Equal([true, false], findings.Select(finding => (bool)finding!["ok"]!));
        Assert.Equal("127.0.0.1#0 tells of new blocks: each is read at once", (string?)findings[0]!["what"]);
        Assert.DoesNotContain("s3cr3tk3y", ended.Output + ended.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cannot_tell_is_logged_without_the_key_and_the_chain_is_read_all_the_same()
    {
        using var watcher = Start(ConfigureRun([], chain => With(chain, "1s", new Uri($"ws://127.0.0.1:{Ports.Free()}/v3/s3cr3tk3y"))));
        await Eventually.True(() => watcher.Error.Contains("heads=127.0.0.1#0 polling meanwhile: no WebSocket connection", StringComparison.Ordinal), "it is logged");
        await Node.Mine();
        await ReadToHead(watcher);
        Assert.DoesNotContain("s3cr3tk3y", watcher.Error, StringComparison.Ordinal);
    }

    Uri Socket => new UriBuilder(Node.Url) { Scheme = "ws" }.Uri;

    string Hourly(params Uri[] heads) => ConfigureRun([Near("1.5", "1.55", "borrower")], watcher => With(watcher, "1h", heads));

    static void With(JsonObject watcher, string every, params Uri[] heads)
    {
        var chain = watcher["Chains"]!["devnet"]!;
        chain["Every"] = every;
        chain["Heads"] = new JsonArray([.. heads.Select(url => (JsonNode)url.ToString())]);
    }
}
