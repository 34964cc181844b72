using System.Collections.Immutable;

namespace Watcher.Evm.Rpc;

/// <summary>
/// JSON-RPC over HTTP. The URL is a secret (keys sit in its path): it leaves this class towards the node only. Redirects are not followed, and
/// an answer is read up to a limit after decompression.
/// </summary>
public sealed class HttpTransport : ITransport, IDisposable
{
    public const int LargestAnswer = 32 << 20;

    readonly HttpExchange http;
    readonly Batches batches;
    readonly Func<string, string> redact;
    long nextId = 1;

    /// <param name="url">Where the node listens; a user and password in it become a basic authorization.</param>
    /// <param name="index">The endpoint's place in the chain's list, for its name.</param>
    /// <param name="largestAnswer">The limit in bytes.</param>
    public HttpTransport(Uri url, int index, int largestAnswer = LargestAnswer)
    {
        Name = $"{url.Host}#{index}";
        http = new(url, largestAnswer);
        redact = new Redaction(url).Redact;
        batches = new(Exchange, redact);
    }

    public string Name { get; }

    public void Dispose() => http.Dispose();

    public ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation) =>
        batches.Send(requests, cancellation);

    async Task<RpcExchange> Exchange(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        var firstId = Interlocked.Add(ref nextId, requests.Length) - requests.Length;
        var (body, sizes) = RpcBody.Write(requests.AsSpan(), firstId);
        var reply = await http.Post(body, cancellation);
        var answers = reply.Body is { } text ? RpcBody.Read(text, firstId, requests.Length, error => error.ToFailure(redact)) : null;
        return new(reply, answers, sizes);
    }
}
