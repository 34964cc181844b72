using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Watcher.Devnet;
using Watcher.EndToEnd.Faults;
using Watcher.Evm;
using Watcher.Evm.Rpc;

namespace Watcher.EndToEnd.Evm.Conformance;

/// <summary>How a transport takes what goes wrong: the reason comes back at the place of each request, and nothing is made up.</summary>
public abstract class FaultTests(DevnetFixture fixture) : TransportTests(fixture)
{
    static readonly ImmutableArray<RpcRequest> Three = [new("eth_chainId"), new("eth_blockNumber"), new("eth_gasPrice")];

    FaultProxy proxy = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        proxy = await FaultProxy.Start(Node.Url);
    }

    public override async Task DisposeAsync()
    {
        await proxy.DisposeAsync();
        await base.DisposeAsync();
    }

    public static TheoryData<string, FailureReason> Faults() => new()
    {
        { "wrong ids", FailureReason.BadAnswer },
        { "ids as texts", FailureReason.BadAnswer },
        { "empty body", FailureReason.BadAnswer },
        { "null body", FailureReason.BadAnswer },
        { "no result", FailureReason.BadAnswer },
        { "truncated", FailureReason.BadAnswer },
        { "more after the end", FailureReason.BadAnswer },
        { "a page for people", FailureReason.BadAnswer },
        { "a redirect", FailureReason.BadAnswer },
        { "HTTP 404", FailureReason.BadAnswer },
        { "HTTP 429", FailureReason.RateLimited },
        { "HTTP 403", FailureReason.Forbidden },
        { "HTTP 413", FailureReason.TooLarge },
        { "HTTP 500", FailureReason.NodeError },
        { "HTTP 504", FailureReason.Timeout },
        { "a result under HTTP 500", FailureReason.NodeError },
        { "an error under HTTP 400", FailureReason.BlockGone },
        { "a broken connection", FailureReason.Unreachable },
        { "an answer that breaks off", FailureReason.Unreachable },
        { "bytes that are no gzip", FailureReason.BadAnswer },
    };

    static Fault FaultOf(string name) => name switch
    {
        "wrong ids" => Fail.WrongIds,
        "ids as texts" => exchange => exchange.ReplyWith((_, answer) => answer["id"] = $"{answer["id"]}"),
        "empty body" => exchange => exchange.Reply(200, ""),
        "null body" => exchange => exchange.Reply(200, "null"),
        "no result" => exchange => exchange.ReplyWith((_, answer) => answer.Remove("result")),
        "truncated" => Fail.Truncated,
        "more after the end" => async exchange => await exchange.Reply(200, $"{(await exchange.Forward()).ToJsonString()} {{}}"),
        "a page for people" => Fail.Garbage,
        "a redirect" => Redirect,
        "a result under HTTP 500" => async exchange => await exchange.Reply(500, (await exchange.Forward()).ToJsonString()),
        "an error under HTTP 400" => exchange => exchange.Reply(400, Errors(exchange, -32000, "header not found").ToJsonString()),
        "a broken connection" => Fail.Drop,
        "an answer that breaks off" => BreakOff,
        "bytes that are no gzip" => NoGzip,
        _ => exchange => exchange.Reply(int.Parse(name.AsSpan(5), CultureInfo.InvariantCulture), "busy"),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_has_its_reason(string fault, FailureReason reason)
    {
        proxy.Always(FaultOf(fault));
        var answer = await Ask(Open(proxy.Url), "eth_chainId");
        Assert.Equal(reason, answer.Failure?.Reason);
        Assert.True(answer.Result.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_has_its_reason_at_every_place_of_a_batch(string fault, FailureReason reason)
    {
        proxy.Always(FaultOf(fault));
        Assert.Equal([reason, reason, reason], (await Open(proxy.Url).Send(Three, default)).Select(answer => answer.Failure?.Reason));
    }

    [Theory]
    [InlineData("left out", "ok BadAnswer ok")]
    [InlineData("twice", "ok BadAnswer ok")]
    [InlineData("without result", "ok BadAnswer ok")]
    [InlineData("under a strange id", "BadAnswer BadAnswer BadAnswer")]
    [InlineData("reversed", "ok ok ok")]
    public async Task Every_id_of_a_batch_is_accounted_for(string second, string expected)
    {
        proxy.Always(async exchange =>
        {
            var answers = (await exchange.Forward()).AsArray();
            if (second == "left out") answers.RemoveAt(1);
            if (second == "twice") answers.Add(answers[1]!.DeepClone());
            if (second == "without result") answers[1]!.AsObject().Remove("result");
            if (second == "under a strange id") answers[1]!["id"] = 987_654_321;
            await exchange.Reply(second == "reversed" ? new JsonArray([.. answers.Reverse().Select(answer => answer!.DeepClone())]) : answers);
        });
        var answers = await Open(proxy.Url).Send(Three, default);
        Assert.Equal(expected, string.Join(' ', answers.Select(answer => answer.Failure?.Reason.ToString() ?? "ok")));
        if (second == "reversed") Assert.Equal("0x7a69", answers[0].Text());
    }

    [Fact]
    public async Task Null_is_a_result()
    {
        proxy.Always(exchange => exchange.Reply(Answers(exchange, _ => null)));
        Assert.All([await Ask(Open(proxy.Url), "eth_chainId"), .. await Open(proxy.Url).Send(Three, default)], answer => Assert.True(answer.IsNull && answer.Failure is null));
    }

    [Fact]
    public async Task A_text_that_looks_like_a_time_stays_a_text()
    {
        proxy.Always(exchange => exchange.Reply(Answers(exchange, _ => "2026-01-01T00:00:00Z")));
        Assert.Equal("2026-01-01T00:00:00Z", (await Ask(Open(proxy.Url), "web3_clientVersion")).Text());
    }

    [Fact]
    public async Task Retry_after_travels_with_every_answer()
    {
        proxy.Always(Fail.TooManyRequests(TimeSpan.FromSeconds(7)));
        var transport = Open(proxy.Url);
        Assert.Equal(TimeSpan.FromSeconds(7), (await Ask(transport, "eth_chainId")).RetryAfter);
        Assert.All(await transport.Send(Three, default), answer => Assert.Equal(TimeSpan.FromSeconds(7), answer.RetryAfter));
        Assert.Equal(4, proxy.Seen.Count); // a limit is no reason to send a batch again, singly
    }

    [Fact]
    public async Task An_answer_to_a_batch_beyond_the_limit_is_too_large()
    {
        proxy.Always(exchange => exchange.Reply(Answers(exchange, _ => "0x" + new string('0', 2000))));
        Assert.All(await Open(proxy.Url, largestAnswer: 5000).Send(Three, default), answer => Assert.Equal(FailureReason.TooLarge, answer.Failure?.Reason));
    }

    [Theory]
    [InlineData(200, """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batches are not supported"}}""")]
    [InlineData(400, "bad request")]
    public async Task A_node_that_refuses_batches_is_asked_singly_from_then_on(int status, string refusal)
    {
        proxy.When(exchange => exchange.Body is JsonArray, exchange => exchange.Reply(status, refusal));
        var transport = Open(proxy.Url);
        for (var i = 0; i < 2; i++) Assert.Equal("0x7a69", (await transport.Send(Three, default))[0].Text());
        Assert.Equal(3 + 2 * 3, proxy.Seen.Count); // the batch once, then each request by itself
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_silent_node_is_waited_for_until_the_caller_gives_up(int requests)
    {
        var asked = new TaskCompletionSource();
        proxy.Always(exchange =>
        {
            asked.TrySetResult();
            return Fail.Timeout(exchange);
        });
        using var patience = new CancellationTokenSource();
        var sending = Open(proxy.Url).Send(Three[..requests], patience.Token).AsTask();
        await asked.Task;
        Assert.False(sending.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_silent_node_is_a_timeout_to_the_reading()
    {
        proxy.Always(Fail.Timeout);
        var options = new ChainClientOptions("devnet", DevnetNode.ChainId) { Timeout = TimeSpan.FromMilliseconds(200), Tries = 1 };
        var client = new ChainClient(options, [Open(proxy.Url)], TimeProvider.System, new());
        var e = await Assert.ThrowsAsync<ReadFailedException>(() => client.Pin(BlockSelector.Latest, default));
        Assert.Equal(FailureReason.Timeout, e.Failure.Reason);
    }

    [Fact]
    public async Task Nobody_listening_is_unreachable()
    {
        // Held and not listened on: nobody else can take it.
        using var held = new Socket(SocketType.Stream, ProtocolType.Tcp);
        held.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)held.LocalEndPoint!).Port;
        var transport = Open(new($"http://127.0.0.1:{port}/s3cr3tk3y"), 4);
        Assert.Equal(new Failure(FailureReason.Unreachable, "no connection"), (await Ask(transport, "eth_chainId")).Failure);
        Assert.Equal("127.0.0.1#4", transport.Name);
    }

    [Fact]
    public async Task Each_endpoint_has_its_own_path_query_and_user_and_tells_nothing_of_them()
    {
        var authorizations = new List<string>();
        proxy.Always(exchange =>
        {
            var asked = exchange.Http.Request;
            authorizations.Add(asked.Headers.Authorization.ToString());
            return exchange.Reply(Errors(exchange, -32000, $"no app at {asked.Path}{asked.QueryString}"));
        });
        var secret = new UriBuilder(proxy.Url) { UserName = "user", Password = "passw0rd", Path = "/v2/s3cr3tk3y", Query = "token=t0k3nt0k3n" };
        Assert.Equal("no app at /v2/…?token=… (error -32000)", (await Ask(Open(secret.Uri, 1), "eth_chainId")).Failure?.Why);
        Assert.Equal("no app at / (error -32000)", (await Ask(Open(proxy.Url), "eth_chainId")).Failure?.Why);
        Assert.Equal(["Basic dXNlcjpwYXNzdzByZA==", ""], authorizations); // base64 of user:passw0rd
    }

    static Task Redirect(Exchange exchange)
    {
        exchange.Http.Response.Redirect("/elsewhere");
        return Task.CompletedTask;
    }

    static async Task BreakOff(Exchange exchange)
    {
        exchange.Http.Response.ContentLength = 1000;
        await exchange.Reply(200, """{"jsonrpc":"2.0","id":1,"resu""");
        exchange.Http.Abort();
    }

    static Task NoGzip(Exchange exchange)
    {
        exchange.Http.Response.Headers.ContentEncoding = "gzip";
        return exchange.Reply(200, "plain");
    }

    static JsonNode Errors(Exchange exchange, int code, string message)
    {
        var answers = exchange.Requests.Select(request => new JsonObject { ["jsonrpc"] = "2.0", ["id"] = request["id"]!.DeepClone(), ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });
        return exchange.Body is JsonArray ? new JsonArray([.. answers]) : answers.Single();
    }
}
