using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>
/// A node's new heads as it pushes them over a WebSocket (<c>eth_subscribe</c>). A connection that breaks, refuses or stays silent is made
/// anew, after a pause that doubles. A head is a hint that it is worth to look now, never a reading: what counts is read as ever.
/// </summary>
public sealed class NewHeads
{
    /// <summary>How long a node may tell of no head before the connection is thought dead.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    static readonly TimeSpan Handshake = TimeSpan.FromSeconds(10), FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(30);

    readonly Uri url;
    readonly TimeProvider time;
    readonly Func<string, string> redact;
    TimeSpan pause = FirstPause;

    /// <param name="url">A secret, as every endpoint's: it leaves this class towards the node only.</param>
    /// <param name="index">The endpoint's place in the chain's list, for its name.</param>
    /// <param name="time">The clock of silence and pauses.</param>
    public NewHeads(Uri url, int index, TimeProvider time)
    {
        (this.url, this.time, Name) = (url, time, $"{url.Host}#{index}");
        redact = new Redaction(url).Redact;
    }

    /// <summary><c>host#index</c>.</summary>
    public string Name { get; }

    /// <summary>It is subscribed, and a head may come at any moment.</summary>
    public bool Listening { get; private set; }

    /// <summary>Why it is not; kept after it recovered.</summary>
    public Failure? LastFailure { get; private set; }

    /// <summary>Listens until cancelled.</summary>
    /// <param name="head">Hears of each new head.</param>
    /// <param name="trouble">Hears why the connection was lost, each time.</param>
    public async Task Run(Action<Hash32> head, Action<Failure> trouble, CancellationToken cancellation)
    {
        while (true)
        {
            LastFailure = await Session(head, cancellation);
            trouble(LastFailure);
            await Task.Delay(pause, time, cancellation);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>Subscribes, and lets go again.</summary>
    /// <returns>Null where the node takes the subscription.</returns>
    public async Task<Failure?> Try(CancellationToken cancellation)
    {
        try
        {
            using var socket = new HeadSocket(url);
            await Subscribe(socket, cancellation);
            return null;
        }
        catch (Exception e) when (FailureOf(e, cancellation) is { } failure)
        {
            return failure;
        }
    }

    async Task<Failure> Session(Action<Hash32> head, CancellationToken cancellation)
    {
        try
        {
            using var socket = new HeadSocket(url);
            await Subscribe(socket, cancellation);
            Listening = true;
            while (true)
            {
                if (Head(await Within(Silence, socket.Receive, cancellation)) is not { } hash) continue;
                pause = FirstPause;
                head(hash);
            }
        }
        catch (Exception e) when (FailureOf(e, cancellation) is { } failure)
        {
            return failure;
        }
        finally
        {
            Listening = false;
        }
    }

    async Task Subscribe(HeadSocket socket, CancellationToken cancellation)
    {
        var answer = await Within(Handshake, socket.Subscribe, cancellation);
        using var json = JsonDocument.Parse(answer);
        if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("result", out var id) && id.ValueKind == JsonValueKind.String) return;
        throw new HeadException(new(FailureReason.Unsupported, $"does not take a subscription to new heads: {redact(PlainText.Clean(System.Text.Encoding.UTF8.GetString(answer.Span)))}"));
    }

    /// <summary>The hash in a notification of a new head; null in anything else.</summary>
    static Hash32? Head(ReadOnlyMemory<byte> message)
    {
        using var json = JsonDocument.Parse(message);
        return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("params", out var parameters)
            && parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("result", out var block)
            && block.ValueKind == JsonValueKind.Object && block.TryGetProperty("hash", out var hash) && hash.ValueKind == JsonValueKind.String
            ? Hash32.Parse(hash.GetString()!) : null;
    }

    async Task<ReadOnlyMemory<byte>> Within(TimeSpan limit, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> work, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        return await work(either.Token);
    }

    static Failure? FailureOf(Exception e, CancellationToken cancellation) => e switch
    {
        OperationCanceledException when cancellation.IsCancellationRequested => null,
        OperationCanceledException => new(FailureReason.Timeout, $"no new head for {Silence.TotalSeconds:0} s"),
        HeadException refused => refused.Failure,
        WebSocketException => new(FailureReason.Unreachable, "no WebSocket connection"),
        HttpRequestException or IOException => new(FailureReason.Unreachable, "the connection broke"),
        JsonException or FormatException => new(FailureReason.BadAnswer, "not what eth_subscribe answers"),
        _ => null,
    };
}
