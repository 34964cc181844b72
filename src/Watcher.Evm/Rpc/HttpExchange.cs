using System.Net.Http.Headers;

namespace Watcher.Evm.Rpc;

/// <summary>Posts JSON and reads the reply up to a limit. Nothing it says contains the URL.</summary>
sealed class HttpExchange(Uri url, int limit) : IDisposable
{
    static readonly MediaTypeHeaderValue JsonType = new("application/json");

    readonly HttpClient client = EndpointHttp.Client(url, EndpointHttp.Handler());
    readonly Uri url = EndpointHttp.WithoutUser(url);

    public void Dispose() => client.Dispose();

    public async Task<HttpReply> Post(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
            request.Content.Headers.ContentType = JsonType;
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return await HttpReply.Read(response, limit, cancellation);
        }
        catch (Exception e) when (HttpReply.Of(e) is { } reply)
        {
            return reply;
        }
    }
}
