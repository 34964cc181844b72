using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Watcher.Evm.Rpc;

/// <summary>
/// JSON-RPC over HTTP. The URL is a secret (keys sit in its path): it leaves this class towards the node only. Redirects are not followed, and
/// an answer is read up to a limit after decompression.
/// </summary>
public sealed class HttpTransport : ITransport, IDisposable
{
    public const int LargestAnswer = 32 << 20;
    const int LargestBatch = 100;
    const int SinglesAtOnce = 8;

    readonly HttpExchange http;
    readonly Func<string, string> redact;
    long nextId = 1;
    volatile bool batches = true;

    /// <param name="url">Where the node listens; a user and password in it become a basic authorization.</param>
    /// <param name="index">The endpoint's place in the chain's list, for its name.</param>
    /// <param name="largestAnswer">The limit in bytes.</param>
    public HttpTransport(Uri url, int index, int largestAnswer = LargestAnswer)
    {
        Name = $"{url.Host}#{index}";
        http = new(url, largestAnswer);
        redact = new Redaction(url).Redact;
    }

    public string Name { get; }

    public void Dispose() => http.Dispose();

    public async ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        if (requests.Length > 1 && !batches) return await SendSingly(requests, cancellation);
        var answers = ImmutableArray.CreateBuilder<RpcAnswer>(requests.Length);
        foreach (var batch in requests.Chunk(LargestBatch)) answers.AddRange(await Exchange([.. batch], cancellation));
        return answers.MoveToImmutable();
    }

    async Task<ImmutableArray<RpcAnswer>> SendSingly(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        var answers = new RpcAnswer[requests.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = SinglesAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, requests.Length, options, async (i, token) => answers[i] = (await Exchange([requests[i]], token))[0]);
        return [.. answers];
    }

    async Task<ImmutableArray<RpcAnswer>> Exchange(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        var firstId = Interlocked.Add(ref nextId, requests.Length) - requests.Length;
        var (body, sizes) = RpcBody.Write(requests.AsSpan(), firstId);
        var reply = await http.Post(body, cancellation);
        if (Answers(reply, firstId, requests.Length) is { } answers)
            return [.. answers.Select((answer, i) => answer with { Sent = sizes[i], RetryAfter = reply.RetryAfter })];
        if (requests.Length > 1 && RefusesBatches(reply))
        {
            batches = false;
            return await SendSingly(requests, cancellation);
        }
        var failed = new RpcAnswer { Failure = Refusal(reply), RetryAfter = reply.RetryAfter };
        return [.. requests.Select((_, i) => failed with { Sent = sizes[i] })];
    }

    /// <summary>The body's answers; with a status of failure it can hold errors only.</summary>
    ImmutableArray<RpcAnswer>? Answers(HttpReply reply, long firstId, int count)
    {
        if (reply.Body is not { } body || reply.IsAboutUs) return null;
        var answers = RpcBody.Read(body, firstId, count, error => error.ToFailure(redact));
        return reply.Failure is null || answers?.All(answer => answer.ErrorCode is not null) == true ? answers : null;
    }

    static bool RefusesBatches(HttpReply reply) => !reply.IsAboutUs && reply.Body is { } body
        && (reply.Status is >= 400 and < 500 || RpcBody.ReadRefusal(body) is not null)
        && RpcBody.ReadRefusal(body)?.ToFailure(text => text).Reason != FailureReason.RateLimited;

    Failure Refusal(HttpReply reply) => reply.Failure
        ?? RpcBody.ReadRefusal(reply.Body ?? default)?.ToFailure(redact)
        ?? new(FailureReason.BadAnswer, "the answer is not JSON-RPC");
}
