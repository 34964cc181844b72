using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Watcher.EndToEnd.Faults;

public sealed class FaultProxyTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    FaultProxy proxy = null!;
    HttpClient client = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        proxy = await FaultProxy.Start(Node.Url);
        client = new() { BaseAddress = proxy.Url, Timeout = TimeSpan.FromMinutes(1) };
    }

    public override async Task DisposeAsync()
    {
        client.Dispose();
        await proxy.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_fault_the_node_answers()
    {
        Assert.Equal("0x7a69", (string?)(await Ask("eth_chainId"))["result"]);
        Assert.Equal(["eth_chainId"], proxy.Seen);
    }

    [Fact]
    public async Task A_fault_lasts_as_often_as_told_and_meets_only_its_method()
    {
        proxy.On("eth_blockNumber", Fail.ServerError, times: 1);

        Assert.Equal(HttpStatusCode.OK, (await Post("eth_chainId")).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await Post("eth_blockNumber")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Post("eth_blockNumber")).StatusCode);
    }

    [Fact]
    public async Task Too_many_requests_says_when_to_come_back()
    {
        proxy.Always(Fail.TooManyRequests(TimeSpan.FromSeconds(7)));

        var answer = await Post("eth_chainId");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Answers_can_be_changed()
    {
        proxy.Always(Fail.WrongIds);
        Assert.NotEqual(1, (int)(await Ask("eth_chainId"))["id"]!);
        proxy.Always(Fail.ChainId(5));
        Assert.Equal("0x5", (string?)(await Ask("eth_chainId"))["result"]);
        proxy.Always(Fail.EmptyResults);
        Assert.Equal("0x", (string?)(await Ask("eth_chainId"))["result"]);
        proxy.Always(Fail.RpcError(-32005, "limit exceeded"));
        Assert.Equal(-32005, (int)(await Ask("eth_chainId"))["error"]!["code"]!);
        proxy.Heal();
        Assert.Equal("0x7a69", (string?)(await Ask("eth_chainId"))["result"]);
    }

    [Fact]
    public async Task Answers_can_be_broken()
    {
        proxy.Always(Fail.Garbage);
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => Ask("eth_chainId"));
        proxy.Always(Fail.Truncated);
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => Ask("eth_chainId"));
        proxy.Always(Fail.Drop);
        await Assert.ThrowsAsync<HttpRequestException>(() => Ask("eth_chainId"));
    }

    [Fact]
    public async Task A_timeout_never_answers()
    {
        proxy.Always(Fail.Timeout);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PostAsJsonAsync("/", Request("eth_chainId"), patience.Token));
    }

    [Fact]
    public async Task A_lagging_node_knows_no_later_block()
    {
        var old = await Node.Head();
        await Node.Mine(2);
        var head = await Node.Head();
        proxy.Always(Fail.Lagging(2));

        Assert.Equal($"0x{old.Number:x}", (string?)(await Ask("eth_blockNumber"))["result"]);
        Assert.Equal(old.Hash.ToString(), (string?)(await Ask("eth_getBlockByNumber", "latest", false))["result"]!["hash"]);
        Assert.Null((await Ask("eth_getBlockByNumber", $"0x{head.Number:x}", false))["result"]);
        Assert.Null((await Ask("eth_getBlockByHash", head.Hash.ToString(), false))["result"]);
        var call = new JsonObject { ["to"] = Node.Tokens.Usdc.Address.ToString(), ["data"] = "0x18160ddd" };
        Assert.NotNull((await Ask("eth_call", call.DeepClone(), new JsonObject { ["blockHash"] = head.Hash.ToString() }))["error"]);
        Assert.NotNull((await Ask("eth_call", call.DeepClone(), new JsonObject { ["blockHash"] = old.Hash.ToString() }))["result"]);
    }

    async Task<JsonNode> Ask(string method, params JsonNode?[] parameters) =>
        JsonNode.Parse(await (await Post(method, parameters)).Content.ReadAsStringAsync())!;

    Task<HttpResponseMessage> Post(string method, params JsonNode?[] parameters) => client.PostAsJsonAsync("/", Request(method, parameters));

    static JsonObject Request(string method, params JsonNode?[] parameters) =>
        new() { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = new JsonArray(parameters) };
}
