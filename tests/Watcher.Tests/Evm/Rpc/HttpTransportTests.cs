using System.Collections.Immutable;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Watcher.Evm;
using Watcher.Evm.Rpc;
using Xunit;

namespace Watcher.Tests.Evm.Rpc;

public sealed class HttpTransportTests
{
    static readonly RpcRequest Head = new("eth_blockNumber");
    static readonly ImmutableArray<RpcRequest> Three = [new("a"), new("b"), new("c")];

    [Fact]
    public async Task A_request_is_json_rpc_and_its_result_comes_back_raw()
    {
        await using var server = await FakeServer.Start("""{"jsonrpc":"2.0","id":1,"result":{"a":[1,2]}}""");
        using var transport = new HttpTransport(server.Url, 0);
        var answer = (await transport.Send([new("eth_call", new EthCall(null, Address.Zero, new byte[] { 1, 2 }, 16), true, null, 255, Hash(1))], default)).Single();
        Assert.Equal("""{"a":[1,2]}""", Encoding.UTF8.GetString(answer.Result.Span));
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x0000000000000000000000000000000000000000","gas":"0x10","data":"0x0102"},true,null,"0xff","0x0000000000000000000000000000000000000000000000000000000000000001"]}""",
            server.Bodies.Single());
        Assert.Equal((server.Bodies.Single().Length, """{"jsonrpc":"2.0","id":1,"result":{"a":[1,2]}}""".Length), (answer.Sent, answer.Received));
    }

    [Fact]
    public async Task Long_requests_under_way_together_each_arrive_whole_although_their_buffers_serve_for_the_answers()
    {
        await using var server = await FakeServer.Start((body, response) =>
            FakeServer.Write(response, $$"""{"id":{{JsonNode.Parse(body)!["id"]}},"result":"{{JsonNode.Parse(body)!["params"]![0]!["data"]}}"}"""));
        using var transport = new HttpTransport(server.Url, 0);
        var sent = Enumerable.Range(1, 8).Select(i => Enumerable.Repeat((byte)i, 100_000).ToArray()).ToList();
        var answers = await Task.WhenAll(sent.Select(async data => (await transport.Send([new("eth_call", new EthCall(null, Address.Zero, data))], default)).Single()));
        Assert.Equal(sent, answers.Select(answer => answer.Data()));
    }

    [Fact]
    public async Task A_batch_is_answered_by_id_whatever_the_order()
    {
        await using var server = await FakeServer.Start((body, response) =>
            FakeServer.Write(response, $"[{string.Join(',', JsonNode.Parse(body)!.AsArray().Reverse().Select(request => $$"""{"id":{{request!["id"]}},"result":"{{request["method"]}}"}"""))}]"));
        using var transport = new HttpTransport(server.Url, 0);
        var answers = await transport.Send(Three, default);
        Assert.Equal(["a", "b", "c"], answers.Select(answer => answer.Text()));
        Assert.Single(server.Bodies);
    }

    [Theory]
    [InlineData("""[{"id":1,"result":1},{"id":3,"result":3}]""", "1 - 3")]
    [InlineData("""[{"id":1,"result":1},{"id":2,"result":2},{"id":2,"result":4},{"id":3,"result":3}]""", "1 - 3")]
    [InlineData("""[{"id":1,"result":1},{"id":2},{"id":3,"result":3}]""", "1 - 3")]
    [InlineData("""[{"id":1,"result":1},{"id":2,"result":2},{"id":9,"result":3}]""", "- - -")]
    [InlineData("""[{"id":1,"result":1},{"id":"2","result":2},{"id":3,"result":3}]""", "- - -")]
    [InlineData("""[{"id":1,"result":1},{"id":2,"result":2},{"id":3,"resu""", "- - -")]
    [InlineData("""[{"id":1,"result":1},{"id":2,"result":2},{"id":3,"result":3}""", "- - -")]
    [InlineData("""<html>busy</html>""", "- - -")]
    [InlineData("", "- - -")]
    public async Task Every_id_is_accounted_for(string body, string results)
    {
        await using var server = await FakeServer.Start(body);
        using var transport = new HttpTransport(server.Url, 0);
        var answers = await transport.Send(Three, default);
        Assert.Equal(results, string.Join(' ', answers.Select(answer => answer.Failure is null ? Encoding.UTF8.GetString(answer.Result.Span) : "-")));
        Assert.All(answers.Where(answer => answer.Failure is not null), answer => Assert.Equal(FailureReason.BadAnswer, answer.Failure!.Reason));
    }

    [Theory]
    [InlineData(200, """{"id":7,"result":1}""")]
    [InlineData(200, """{"id":1}""")]
    [InlineData(200, """{"id":1,"result":"0x""")]
    [InlineData(200, """{"id":1,"result":1}{"id":1,"result":1}""")]
    [InlineData(200, "garbage")]
    [InlineData(404, "not here")]
    public async Task A_single_answer_that_breaks_the_protocol_is_bad(int status, string body)
    {
        await using var server = await FakeServer.Start(body, status);
        using var transport = new HttpTransport(server.Url, 0);
        Assert.Equal(FailureReason.BadAnswer, (await transport.Send([Head], default)).Single().Failure!.Reason);
    }

    [Theory]
    [InlineData(429, FailureReason.RateLimited)]
    [InlineData(401, FailureReason.Forbidden)]
    [InlineData(403, FailureReason.Forbidden)]
    [InlineData(413, FailureReason.TooLarge)]
    [InlineData(500, FailureReason.NodeError)]
    [InlineData(503, FailureReason.NodeError)]
    [InlineData(504, FailureReason.Timeout)]
    public async Task A_status_of_failure_has_its_reason(int status, FailureReason reason)
    {
        await using var server = await FakeServer.Start("busy", status);
        using var transport = new HttpTransport(server.Url, 0);
        Assert.Equal([reason, reason, reason], (await transport.Send(Three, default)).Select(answer => answer.Failure!.Reason));
    }

    [Fact]
    public async Task A_result_under_a_status_of_failure_is_not_believed()
    {
        await using var server = await FakeServer.Start("""{"id":1,"result":"0x1"}""", 500);
        using var transport = new HttpTransport(server.Url, 0);
        Assert.Equal(FailureReason.NodeError, (await transport.Send([Head], default)).Single().Failure!.Reason);
    }

    [Fact]
    public async Task An_error_of_json_rpc_under_a_status_of_failure_is_told()
    {
        await using var server = await FakeServer.Start("""{"id":1,"error":{"code":-32000,"message":"header not found"}}""", 400);
        using var transport = new HttpTransport(server.Url, 0);
        Assert.Equal(FailureReason.BlockGone, (await transport.Send([Head], default)).Single().Failure!.Reason);
    }

    [Fact]
    public async Task Retry_after_travels_with_the_answer()
    {
        await using var server = await FakeServer.Start((_, response) =>
        {
            response.Headers.RetryAfter = "7";
            return FakeServer.Write(response, "", 429);
        });
        using var transport = new HttpTransport(server.Url, 0);
        Assert.Equal(TimeSpan.FromSeconds(7), (await transport.Send([Head], default)).Single().RetryAfter);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batches are not supported"}}""", 200)]
    [InlineData("bad request", 400)]
    public async Task A_node_that_refuses_batches_is_asked_singly_from_then_on(string refusal, int status)
    {
        await using var server = await FakeServer.Start((body, response) => body.StartsWith('[')
            ? FakeServer.Write(response, refusal, status)
            : FakeServer.Write(response, $$"""{"id":{{JsonNode.Parse(body)!["id"]}},"result":"{{JsonNode.Parse(body)!["method"]}}"}"""));
        using var transport = new HttpTransport(server.Url, 0);
        for (var i = 0; i < 2; i++) Assert.Equal(["a", "b", "c"], (await transport.Send(Three, default)).Select(answer => answer.Text()));
        Assert.Single(server.Bodies, body => body.StartsWith('['));
    }

    [Fact]
    public async Task A_batch_that_hits_a_rate_limit_is_not_sent_singly()
    {
        await using var server = await FakeServer.Start("""{"id":null,"error":{"code":-32005,"message":"daily request count exceeded, request rate limited"}}""");
        using var transport = new HttpTransport(server.Url, 0);
        Assert.All(await transport.Send(Three, default), answer => Assert.Equal(FailureReason.RateLimited, answer.Failure!.Reason));
        Assert.Single(server.Bodies);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await FakeServer.Start("""{"id":1,"result":"0x1"}""");
        await using var server = await FakeServer.Start((_, response) =>
        {
            response.Redirect(elsewhere.Url.ToString(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        using var transport = new HttpTransport(server.Url, 0);
        Assert.Equal(new Failure(FailureReason.BadAnswer, "HTTP 307, a redirect, which is not followed"), (await transport.Send([Head], default)).Single().Failure);
        Assert.Empty(elsewhere.Bodies);
    }

    [Fact]
    public async Task An_answer_beyond_the_limit_is_too_large()
    {
        await using var server = await FakeServer.Start($$"""{"id":1,"result":"0x{{new string('0', 3000)}}"}""");
        using var transport = new HttpTransport(server.Url, 0, largestAnswer: 2000);
        Assert.Equal(new Failure(FailureReason.TooLarge, "the answer exceeds 2000 bytes"), (await transport.Send([Head], default)).Single().Failure);
    }

    [Fact]
    public async Task The_limit_holds_after_decompression()
    {
        await using var server = await FakeServer.Start(async (_, response) =>
        {
            response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(response.Body, CompressionLevel.SmallestSize);
            await zip.WriteAsync(new byte[50_000_000]);
        });
        using var transport = new HttpTransport(server.Url, 0, largestAnswer: 100_000);
        Assert.Equal(FailureReason.TooLarge, (await transport.Send([Head], default)).Single().Failure!.Reason);
    }

    [Fact]
    public async Task A_connection_that_breaks_amid_the_answer_is_unreachable()
    {
        await using var server = await FakeServer.Start(async (_, response) =>
        {
            response.ContentLength = 1000;
            await response.Body.WriteAsync("""{"id":1,"resu"""u8.ToArray());
            await response.Body.FlushAsync();
            response.HttpContext.Abort();
        });
        using var transport = new HttpTransport(server.Url, 0);
        Assert.Equal(FailureReason.Unreachable, (await transport.Send([Head], default)).Single().Failure!.Reason);
    }

    [Fact]
    public async Task Nobody_listening_is_unreachable()
    {
        using var silent = new SilentPort();
        using var transport = new HttpTransport(new($"http://127.0.0.1:{silent.Number}/s3cr3tk3y"), 4);
        Assert.Equal(new Failure(FailureReason.Unreachable, "no connection"), (await transport.Send([Head], default)).Single().Failure);
        Assert.Equal("127.0.0.1#4", transport.Name);
    }

    [Fact]
    public async Task A_silent_server_is_waited_for_until_the_caller_gives_up()
    {
        var asked = new TaskCompletionSource();
        await using var server = await FakeServer.Start(async (_, response) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, response.HttpContext.RequestAborted);
        });
        using var transport = new HttpTransport(server.Url, 0);
        using var patience = new CancellationTokenSource();
        var sending = transport.Send([Head], patience.Token).AsTask();
        await asked.Task;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData("""{"id":1,"error":{"code":-32000,"message":"no app s3cr3tk3y; see /v2/s3cr3tk3y?token=t0k3nt0k3n for user:passw0rd"}}""", 200)]
    [InlineData("""{"id":1,"error":{"code":-32000,"message":"reverted for s3cr3tk3y t0k3nt0k3n passw0rd"}}""", 200)]
    [InlineData("s3cr3tk3y t0k3nt0k3n passw0rd", 403)]
    [InlineData("s3cr3tk3y t0k3nt0k3n passw0rd", 200)]
    public async Task Nothing_of_the_urls_path_query_or_user_is_ever_told(string body, int status)
    {
        await using var server = await FakeServer.Start(body, status);
        using var transport = new HttpTransport(server.Url, 0);
        var told = (await transport.Send([Head], default)).Single() + transport.Name;
        Assert.DoesNotContain("s3cr3tk3y", told);
        Assert.DoesNotContain("t0k3nt0k3n", told);
        Assert.DoesNotContain("passw0rd", told);
    }

    [Fact]
    public async Task A_user_in_the_url_becomes_an_authorization()
    {
        await using var server = await FakeServer.Start("""{"id":1,"result":"0x1"}""");
        using var transport = new HttpTransport(server.Url, 0);
        await transport.Send([Head], default);
        Assert.Equal($"Basic {Convert.ToBase64String("user:passw0rd"u8)}", server.Authorizations.Single());
    }

    [Fact]
    public async Task A_whole_reading_goes_over_http()
    {
        var chain = new FakeChain();
        var adder = chain.Deploy(1, number => FakeResult.Number(number + 1));
        await using var server = await FakeServer.Start((body, response) => FakeServer.Write(response, RpcServer.Answer(chain, body)));
        using var transport = new HttpTransport(server.Url, 0);
        var client = new ChainClient(new("fake", FakeChain.Id), [transport], new FakeTime(), new());
        var block = await client.Pin(BlockSelector.Latest, default);
        var outcomes = await client.Run(block, Enumerable.Range(0, 100).Select(i => (Func<Read<BigInteger>>)(() => block.Call(adder, new Ask(i)))), default);
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (BigInteger)i), outcomes.Select(outcome => outcome.Value));
        Assert.Equal((1, 1, 100), (block.Counters.Rounds, block.Counters.EthCalls, block.Counters.InnerCalls));
    }

    static Hash32 Hash(byte last) => new([.. new byte[31], last]);
}
