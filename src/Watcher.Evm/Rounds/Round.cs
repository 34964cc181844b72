using System.Buffers;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>
/// Takes questions of one round to the chain, all at the same time, and brings their answers: in Multicall3 what can ride in it, the rest
/// by itself. What came is made use of while the rest is under way.
/// </summary>
/// <param name="take">Has answers told, and lets the readers go on that waited for them.</param>
sealed class Round(BlockSession session, MulticallContract? multicall, List<Question> questions, List<LogsRead> logs, Func<Action, Task> take)
{
    /// <summary>Calls without Multicall3 in one batch.</summary>
    const int Batch = 50;

    /// <summary>One for each question, lent: a round may have many thousands.</summary>
    Reply[] replies = [];

    public async Task Send(CancellationToken cancellation)
    {
        replies = ArrayPool<Reply>.Shared.Rent(questions.Count);
        var riders = RidersFirst();
        var search = new LogSearch(session, logs);
        await Task.WhenAll(search.Run(cancellation), Ask(riders, cancellation));
        await take(() =>
        {
            search.Tell();
            for (var i = 0; i < questions.Count; i++)
                if (!questions[i].Answered) Tell(questions[i], replies[i]);
        });
        ArrayPool<Reply>.Shared.Return(replies, clearArray: true);
    }

    /// <summary>Puts those that ride before the others, and counts them.</summary>
    int RidersFirst()
    {
        var loners = questions.FindAll(question => !Rides(question));
        if (loners.Count == 0) return questions.Count;
        var riders = questions.FindAll(Rides);
        questions.Clear();
        questions.AddRange(riders);
        questions.AddRange(loners);
        return riders.Count;
    }

    async Task Ask(int riders, CancellationToken cancellation)
    {
        await Task.WhenAll(Ride(riders, cancellation), Alone(Enumerable.Range(riders, questions.Count - riders), cancellation));
        await AskAgain(cancellation);
        await ExplainEmptiness(cancellation);
    }

    bool Rides(Question question) => multicall is not null && question.Key.From is null && !multicall.Quarantines(question.Key);

    async Task Ride(int riders, CancellationToken cancellation)
    {
        if (riders == 0) return;
        var ride = new MulticallRide(session, multicall!, questions, replies, Settle);
        await Each(ride.Chunks(riders), ride.Send, cancellation);
        if (ride.Stranded.Count > 0) await Alone(ride.Stranded, cancellation);
    }

    /// <summary>Tells what is beyond doubt of a chunk that came.</summary>
    Task Settle(Chunk chunk) => take(() =>
    {
        for (var i = chunk.Start; i < chunk.End; i++)
            if (!replies[i].IsDoubtful && !IsEmpty(i)) Tell(questions[i], replies[i]);
    });

    /// <summary>What failed in company without a reason is believed only when it fails alone too; from then on it goes alone.</summary>
    async Task AskAgain(CancellationToken cancellation)
    {
        var doubtful = Enumerable.Range(0, questions.Count).Where(i => replies[i].IsDoubtful).ToList();
        if (doubtful.Count == 0) return;
        session.Tally.ReAsked(doubtful.Count);
        await Alone(doubtful, cancellation);
        foreach (var i in doubtful.Where(i => replies[i].Failure is { } failure && (failure.IsFact || Trouble.IsTooMuch(failure))))
            multicall!.Quarantine(questions[i].Key);
    }

    Task Alone(IEnumerable<int> loners, CancellationToken cancellation) => Each(loners.Chunk(Batch), async (batch, token) =>
    {
        var asked = await session.Ask(at => [.. batch.Select(i => SoloCall.Request(questions[i].Key, at))],
            (i, answer) => SoloCall.Judge(questions[batch[i]].Key, answer), token);
        for (var i = 0; i < batch.Length; i++) replies[batch[i]] = SoloCall.Reply(questions[batch[i]].Key, asked.Answers[i]);
    }, cancellation);

    /// <summary>A call to an address without code succeeds and returns nothing.</summary>
    async Task ExplainEmptiness(CancellationToken cancellation)
    {
        var empty = Enumerable.Range(0, questions.Count).Where(IsEmpty).ToList();
        await Each(empty.GroupBy(i => questions[i].Key.To).Chunk(Batch), async (contracts, token) =>
        {
            var failures = await session.MissingCode([.. contracts.Select(contract => contract.Key)], token);
            foreach (var (contract, failure) in contracts.Zip(failures))
                foreach (var i in contract)
                    if (failure is not null) replies[i] = Reply.Failed(failure);
        }, cancellation);
    }

    bool IsEmpty(int question) => replies[question] is { Failure: null, Data.IsEmpty: true } && questions[question].WantsData;

    static void Tell(Question question, Reply reply)
    {
        if (reply.Failure is { } failure) question.Fail(failure);
        else question.Answer(reply.Data);
    }

    static Task Each<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> send, CancellationToken cancellation)
    {
        var all = items.ToList();
        return all is [var only] ? send(only, cancellation) : Parallel.ForEachAsync(all,
            new ParallelOptions { MaxDegreeOfParallelism = BlockSession.AtOnce, CancellationToken = cancellation }, async (item, token) => await send(item, token));
    }
}
