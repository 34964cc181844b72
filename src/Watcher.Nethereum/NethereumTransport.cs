using System.Collections.Immutable;
using System.Text;
using Nethereum.JsonRpc.Client;
using Nethereum.JsonRpc.Client.RpcMessages;
using Nethereum.Web3;
using Newtonsoft.Json.Linq;
using Watcher.Evm.Rpc;
using RpcError = Watcher.Evm.Rpc.RpcError;
using RpcRequest = Watcher.Evm.Rpc.RpcRequest;

namespace Watcher.Nethereum;

/// <summary>
/// JSON-RPC through Nethereum.Web3's client. It neither matches the ids of single answers, nor takes a cancellation, nor tells a status of
/// failure's body or <c>Retry-After</c>: so its messages are taken as they come and accounted for here, and a <see cref="ReplyWatch"/> sits
/// between it and the network.
/// </summary>
public sealed class NethereumTransport : ITransport, IDisposable
{
    readonly HttpClient http;
    readonly Web3 web3;
    readonly Batches batches;
    readonly Func<string, string> redact;
    long nextId = 1;

    /// <param name="url">Where the node listens; a user and password in it become a basic authorization.</param>
    /// <param name="index">The endpoint's place in the chain's list, for its name.</param>
    /// <param name="largestAnswer">The limit in bytes.</param>
    public NethereumTransport(Uri url, int index, int largestAnswer = HttpTransport.LargestAnswer)
    {
        Name = $"{url.Host}#{index}";
        http = EndpointHttp.Client(url, new ReplyWatch(largestAnswer, EndpointHttp.Handler()));
        web3 = new(new RpcClient(EndpointHttp.WithoutUser(url), http, http.DefaultRequestHeaders.Authorization, RawResults.Settings));
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
        var watched = ReplyWatch.Begin(cancellation);
        var responses = await Ask([.. requests.Select((request, i) => Message(request, firstId + i))], watched);
        return new(watched.Reply!.Value, responses is null ? null : Answers(responses, firstId, requests.Length, watched.Received), Shares(watched.Sent, requests.Length));
    }

    /// <summary>The messages that came; null when none did or they are not JSON-RPC, and then the reply tells why.</summary>
    async Task<IEnumerable<RpcResponseMessage>?> Ask(ImmutableArray<RpcRequestMessage> messages, WatchedReply watched)
    {
        try
        {
            if (messages.Length > 1) return ((Batch)await web3.Client.SendBatchRequestAsync(new Batch(messages))).Responses;
            return await web3.Client.SendAsync(messages[0]) is { } response ? [response] : null;
        }
        catch (Exception e) when (e is RpcClientTimeoutException or RpcClientUnknownException)
        {
            watched.Cancellation.ThrowIfCancellationRequested();
            watched.Reply ??= new(0, null, FailureOf(e), null);
            return null;
        }
    }

    ImmutableArray<RpcAnswer> Answers(IEnumerable<RpcResponseMessage> responses, long firstId, int count, int received)
    {
        var answers = new AnswerSheet(firstId, count);
        foreach (var response in responses) answers.Add(response.Id as long?, AnswerOf(response));
        return [.. answers.Answers.Zip(Shares(received, count), (answer, bytes) => answer with { Received = bytes })];
    }

    RpcAnswer AnswerOf(RpcResponseMessage response)
    {
        var error = response.Error is { } told ? new RpcError(told.Code, told.Message, told.Data as string) : null;
        return RpcBody.Answer(response.Result is { } json ? (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(json.ToString()!) : null, error, said => said.ToFailure(redact));
    }

    static RpcRequestMessage Message(RpcRequest request, long id) =>
        new(id, request.Method, [.. request.Parameters.Select(parameter => new JRaw(RpcJson.Text(parameter)))]);

    static Failure FailureOf(Exception e) => e is RpcClientTimeoutException
        ? new(FailureReason.Timeout, "no answer in time")
        : new(FailureReason.Unreachable, "the connection broke");

    /// <summary>The client does not tell which bytes were whose: each message of a batch gets an equal share.</summary>
    static int[] Shares(int bytes, int count) => [.. Enumerable.Range(0, count).Select(i => bytes / count + (i < bytes % count ? 1 : 0))];
}
