using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>Finds fault with an answer that came without one; null is none.</summary>
delegate Failure? Judge(int request, RpcAnswer answer);

/// <summary>Answers in the order of the requests, and who was asked last.</summary>
readonly record struct Asked(ImmutableArray<RpcAnswer> Answers, Endpoint Endpoint);

/// <summary>Some requests on their way round the endpoints.</summary>
sealed class Asking
{
    /// <summary>An endpoint that wants to be left alone for longer is left out.</summary>
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(10);

    readonly ImmutableArray<RpcRequest> requests;
    readonly Judge judge;
    readonly ChainClientOptions options;
    readonly TimeProvider time;
    readonly long started;
    readonly RpcAnswer[] answers;
    readonly List<int> open;
    readonly ImmutableArray<Candidate> all;
    readonly List<Candidate> left;
    Candidate last;

    public Asking(IEnumerable<Endpoint> order, ImmutableArray<RpcRequest> requests, Judge judge, ChainClientOptions options, TimeProvider time)
    {
        (this.requests, this.judge, this.options, this.time, started) = (requests, judge, options, time, time.GetTimestamp());
        all = [.. order.Select(endpoint => new Candidate(endpoint))];
        left = [.. all];
        last = all[0];
        answers = new RpcAnswer[requests.Length];
        open = [.. Enumerable.Range(0, requests.Length)];
    }

    public bool GoesOn => open.Count > 0 && left.Count > 0 && time.GetElapsedTime(started) < options.Patience;

    /// <summary>How long to wait before the next try; null leaves it to the usual back-off.</summary>
    public TimeSpan? Pause()
    {
        var next = Next();
        if (Rest(next) is var rest && rest > TimeSpan.Zero) return rest;
        return next.Tries < last.Tries ? TimeSpan.Zero : null;
    }

    public async Task Try(ReadTally tally, CancellationToken cancellation)
    {
        last = Next();
        last.Tries++;
        var sent = open.ToArray();
        var came = await last.Endpoint.Send([.. sent.Select(i => requests[i])], tally, cancellation);
        for (var i = 0; i < sent.Length; i++) Take(sent[i], came[i], tally);
        if (last.Tries == options.Tries || last.IsOut || Rest(last) > LongestRest) left.Remove(last);
    }

    public Asked Result()
    {
        var failure = open.Count > 0 ? Verdict() : null;
        foreach (var i in open) answers[i] = answers[i] with { Failure = failure };
        return new([.. answers], last.Endpoint);
    }

    /// <summary>The one with the fewest tries among those that do not rest, else the first to be rested.</summary>
    Candidate Next() => left.OrderBy(candidate => Max(Rest(candidate), TimeSpan.Zero)).ThenBy(candidate => candidate.Tries).First();

    TimeSpan Rest(Candidate candidate) => candidate.Endpoint.RestsUntil - time.GetUtcNow();

    void Take(int request, RpcAnswer answer, ReadTally tally)
    {
        if (answer.Failure is null && judge(request, answer) is { } fault)
        {
            last.Endpoint.Blame(fault);
            answer = answer with { Failure = fault };
        }
        answers[request] = answer;
        if (answer.Failure is { } failure && (Trouble.CallsForAnother(answer) || Trouble.MayPass(answer)))
        {
            last.Failure = failure;
            last.IsOut |= Trouble.CallsForAnother(answer);
            return;
        }
        open.Remove(request);
        tally.Took(last.Endpoint);
    }

    /// <summary>A block that one endpoint does not know outweighs what became of the others: it must be pinned anew.</summary>
    Failure Verdict()
    {
        var failed = all.Where(candidate => candidate.Failure is not null).ToList();
        var first = failed.Find(candidate => candidate.Failure!.Reason == FailureReason.BlockGone) ?? failed[0];
        return first.Failure! with { Why = $"{Who(failed)}: {What(failed)}" };
    }

    static string Who(List<Candidate> failed)
    {
        var endpoints = failed.Count == 1 ? failed[0].Endpoint.Name : $"{failed.Count} endpoints";
        return failed.Max(candidate => candidate.Tries) is > 1 and var tries ? $"{endpoints}, {tries} tries{(failed.Count > 1 ? " each" : "")}" : endpoints;
    }

    static string What(List<Candidate> failed) => failed.Select(candidate => candidate.Failure!.Why).Distinct().Count() == 1
        ? failed[0].Failure!.Why
        : string.Join("; ", failed.Select(candidate => $"{candidate.Endpoint.Name} {candidate.Failure!.Why}"));

    static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    sealed class Candidate(Endpoint endpoint)
    {
        public Endpoint Endpoint => endpoint;

        public int Tries { get; set; }

        public Failure? Failure { get; set; }

        public bool IsOut { get; set; }
    }
}
