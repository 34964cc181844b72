using System.Net.Http.Headers;

namespace Watcher.Evm.Rpc;

/// <summary>Posts JSON and reads the reply up to a limit. Nothing it says contains the URL.</summary>
sealed class HttpExchange(Uri url, int limit) : IDisposable
{
    static readonly MediaTypeHeaderValue JsonType = new("application/json");

    readonly HttpClient client = EndpointHttp.Client(url, EndpointHttp.Handler());
    readonly Uri url = EndpointHttp.WithoutUser(url);

    public void Dispose() => client.Dispose();

    public Task<HttpReply> Post(ReadOnlyMemory<byte> body, CancellationToken cancellation) => Post(body, null, cancellation);

    /// <summary>Disposes of the body once it is sent: its buffer may serve for the reply.</summary>
    public Task<HttpReply> Post(PooledText body, CancellationToken cancellation) => Post(body.Written, body, cancellation);

    async Task<HttpReply> Post(ReadOnlyMemory<byte> body, PooledText? lent, CancellationToken cancellation)
    {
        try
        {
            using var response = await Send(body, lent, cancellation);
            return await HttpReply.Read(response, limit, cancellation);
        }
        catch (Exception e) when (HttpReply.Of(e) is { } reply)
        {
            return reply;
        }
    }

    /// <summary>HTTP/1.1 has an answer begin when the request has gone out whole, or failed to.</summary>
    async Task<HttpResponseMessage> Send(ReadOnlyMemory<byte> body, PooledText? lent, CancellationToken cancellation)
    {
        using (lent)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
            request.Content.Headers.ContentType = JsonType;
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
    }
}
