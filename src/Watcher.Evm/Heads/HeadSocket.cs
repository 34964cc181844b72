using System.Buffers;
using System.Net.WebSockets;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>One WebSocket connection to a node: no redirects, no cookies, messages up to a limit, and pings that notice a peer that is gone.</summary>
sealed class HeadSocket : IDisposable
{
    /// <summary>A header is about 2 KB.</summary>
    const int LargestMessage = 1 << 20;
    const int SmallestBuffer = 4096;

    static ReadOnlyMemory<byte> Request => """{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}"""u8.ToArray();

    readonly ClientWebSocket socket = new();
    readonly HttpMessageInvoker http = new(EndpointHttp.Handler());
    readonly Uri url;

    public HeadSocket(Uri url)
    {
        this.url = EndpointHttp.WithoutUser(url);
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(15);
        if (EndpointHttp.Authorization(url) is { } authorization) socket.Options.SetRequestHeader("Authorization", authorization.ToString());
    }

    /// <summary>Connects and subscribes; the node's answer.</summary>
    public async Task<ReadOnlyMemory<byte>> Subscribe(CancellationToken cancellation)
    {
        await socket.ConnectAsync(url, http, cancellation);
        await socket.SendAsync(Request, WebSocketMessageType.Text, true, cancellation);
        return await Receive(cancellation);
    }

    /// <summary>The next message.</summary>
    /// <exception cref="HeadException">It ended, or sent more than anybody should have to read.</exception>
    public async Task<ReadOnlyMemory<byte>> Receive(CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(SmallestBuffer);
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.GetMemory(SmallestBuffer), cancellation);
            if (part.MessageType == WebSocketMessageType.Close) throw new HeadException(new(FailureReason.Unreachable, "the node closed the connection"));
            buffer.Advance(part.Count);
            if (buffer.WrittenCount > LargestMessage) throw new HeadException(new(FailureReason.TooLarge, $"a message exceeds {LargestMessage} bytes"));
            if (part.EndOfMessage) return buffer.WrittenMemory;
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        http.Dispose();
    }
}
