using System.Collections.Immutable;

namespace Watcher.Evm.Rpc;

/// <summary>
/// Accounts for every id of a round trip. An answer that is missing or comes twice is a failure at its place; one that nobody asked for spoils
/// them all, since it cannot be told which it should have been.
/// </summary>
/// <param name="firstId">Ids count from here.</param>
/// <param name="count">How many requests were sent.</param>
sealed class AnswerSheet(long firstId, int count)
{
    readonly RpcAnswer?[] answers = new RpcAnswer?[count];
    bool spoilt;

    /// <summary>In the order of the ids.</summary>
    public ImmutableArray<RpcAnswer> Answers => [.. answers.Select(answer => spoilt ? Bad("an answer has the id of no request") : answer ?? Bad("a request was not answered"))];

    /// <param name="id">Null where the answer has none that we could have sent: a node need not know the id of what it could not read.</param>
    /// <param name="answer">What came under it.</param>
    public void Add(long? id, RpcAnswer answer)
    {
        if (id is null && count == 1 && answer.Failure is not null) id = firstId;
        if (id is not { } known || known < firstId || known >= firstId + count)
        {
            spoilt = true;
            return;
        }
        ref var place = ref answers[known - firstId];
        place = place is null ? answer : Bad("a request was answered twice");
    }

    static RpcAnswer Bad(string why) => RpcAnswer.Failed(FailureReason.BadAnswer, why);
}
