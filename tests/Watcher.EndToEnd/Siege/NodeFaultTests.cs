using Watcher.EndToEnd.Faults;

namespace Watcher.EndToEnd.Siege;

/// <summary><c>check</c> on nodes that fail in every request: UNKNOWN with the reason, or right by another endpoint in the same cycle.</summary>
[Collection(FaultCollection.Name)]
public sealed class NodeFaultTests(DevnetFixture fixture) : SiegeTest(fixture)
{
    static readonly Dictionary<string, (Fault Fault, string Reason)> Faults = new()
    {
        ["timeout"] = (Fail.Timeout, "timeout"),
        ["429"] = (Fail.TooManyRequests(), "rate limited"),
        ["429 with Retry-After"] = (Fail.TooManyRequests(TimeSpan.FromSeconds(60)), "rate limited"),
        ["500"] = (Fail.ServerError, "node error"),
        ["garbage"] = (Fail.Garbage, "bad answer"),
        ["wrong ids"] = (Fail.WrongIds, "bad answer"),
        ["empty results"] = (Fail.EmptyResults, "bad answer"),
        ["empty body"] = (Fail.EmptyBody, "bad answer"),
        ["null results"] = (Fail.NullResults, "bad answer"),
        ["truncated"] = (Fail.Truncated, "bad answer"),
        ["oversized"] = (Fail.Oversized, "too large"),
        ["wrong chain"] = (Fail.ChainId(5), "wrong chain"),
        ["dropped"] = (Fail.Drop, "unreachable"),
        ["internal error"] = (Fail.RpcError(-32603, "internal error"), "node error"),
        ["limit exceeded"] = (Fail.RpcError(-32005, "daily request count exceeded"), "rate limited"),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_node_that_fails_alone_leaves_everything_unknown(string fault)
    {
        Bad.Always(Faults[fault].Fault);

        // Nothing but silence is waited out.
        var told = await Check(Configure([Bad.Url]), fault == "timeout" ? "3s" : "30s");

        Honesty.CheckUnknown(told, Faults[fault].Reason);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Beside_a_healthy_node_it_does_no_harm(string fault)
    {
        Bad.Always(Faults[fault].Fault);

        var told = await Check(Configure([Bad.Url, Node.Url]));

        Honesty.CheckWhole(told, await Truth());
        Assert.NotEmpty(Bad.Seen);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Where_it_fails_once_it_is_known_and_trusted_nothing_wrong_is_told(string fault)
    {
        Bad.On("eth_call", Faults[fault].Fault);

        var told = await Task.WhenAll(Check(Configure([Bad.Url]), "5s"), Check(Configure([Bad.Url, Node.Url])));

        var truth = await Truth();
        Assert.All(told, one => Honesty.Check(one, truth));
    }

    [Theory]
    [InlineData("timeout")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("wrong ids")]
    [InlineData("empty results")]
    [InlineData("truncated")]
    [InlineData("dropped")]
    public async Task A_hiccup_is_retried(string fault)
    {
        Bad.On("eth_call", Faults[fault].Fault, times: 1);

        Honesty.CheckWhole(await Check(Configure([Bad.Url])), await Truth());
    }
}
