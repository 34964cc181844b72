using System.Collections.Immutable;

namespace Watcher.Evm.Rpc;

/// <summary>One round trip: what the server replied and the answers that were found in it.</summary>
/// <param name="Reply">The HTTP side of it.</param>
/// <param name="Answers">One for each request; null when the body is not JSON-RPC, or is one error for the batch as a whole.</param>
/// <param name="Sent">Bytes of each request on the wire.</param>
readonly record struct RpcExchange(HttpReply Reply, ImmutableArray<RpcAnswer>? Answers, int[] Sent) : IDisposable
{
    /// <summary>With a status of failure a body can hold errors only: a result under it is not believed.</summary>
    public bool IsAnswered => Answers is { } answers && !Reply.IsAboutUs
        && (Reply.Failure is null || answers.All(answer => answer.ErrorCode is not null));

    public void Dispose() => Reply.Dispose();

    /// <summary>The answers, or at the place of each why there is none.</summary>
    public ImmutableArray<RpcAnswer> Settle(Func<string, string> redact)
    {
        var failed = IsAnswered ? null : new RpcAnswer { Failure = Reply.Refusal(redact) };
        var (answers, sent, retryAfter) = (Answers, Sent, Reply.RetryAfter);
        return [.. sent.Select((bytes, i) => (failed ?? answers!.Value[i]) with { Sent = bytes, RetryAfter = retryAfter })];
    }
}
