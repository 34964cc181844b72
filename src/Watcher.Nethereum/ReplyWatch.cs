using System.Net;
using Watcher.Evm.Rpc;

namespace Watcher.Nethereum;

/// <summary>What is known of one round trip beside the messages that Nethereum makes of it.</summary>
sealed class WatchedReply(CancellationToken cancellation)
{
    public CancellationToken Cancellation => cancellation;

    /// <summary>Null until a server replied or failed to.</summary>
    public HttpReply? Reply { get; set; }

    public int Sent { get; set; }

    public int Received => Reply?.Body?.Length ?? 0;
}

/// <summary>
/// Stands between Nethereum's client and the network, and sees every reply, those to batches and of failure too. It cancels, limits the size,
/// and hands the client any body that may be JSON-RPC, whatever its status: with one of failure the client would drop it.
/// </summary>
sealed class ReplyWatch(int limit, HttpMessageHandler network) : DelegatingHandler(network)
{
    /// <summary>The client passes nothing of ours on to its HTTP requests, so what belongs to one travels beside it.</summary>
    static readonly AsyncLocal<WatchedReply?> Current = new();

    /// <summary>Watches the next request of the caller.</summary>
    public static WatchedReply Begin(CancellationToken cancellation) => Current.Value = new(cancellation);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var watched = Current.Value!;
        watched.Sent = (int)(request.Content?.Headers.ContentLength ?? 0);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, watched.Cancellation);
        var reply = await Fetch(request, either.Token);
        watched.Reply = reply;
        if (reply.Body is not { } body || reply.IsAboutUs) return new(HttpStatusCode.ServiceUnavailable);
        return new(HttpStatusCode.OK) { Content = new ReadOnlyMemoryContent(body) };
    }

    async Task<HttpReply> Fetch(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var response = await base.SendAsync(request, cancellation);
            return await HttpReply.Read(response, limit, cancellation);
        }
        catch (Exception e) when (HttpReply.Of(e) is { } none)
        {
            return none;
        }
    }
}
