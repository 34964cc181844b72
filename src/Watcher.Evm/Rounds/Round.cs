using Watcher.Evm.Abi;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>Takes the questions of one round to the chain and brings their answers.</summary>
sealed class Round(ChainClientOptions options, PinnedBlock block, List<Question> questions, List<LogsRead> logs)
{
    const int Chunk = 600;

    public async Task Send(CancellationToken cancellation)
    {
        var multicall = options.Multicall3!.Value;
        foreach (var chunk in questions.Chunk(Chunk)) await Send(multicall, chunk, cancellation);
        foreach (var search in logs) search.Fail(new Failure(FailureReason.Unsupported, "no logs yet"));
    }

    async Task Send(Address multicall, Question[] chunk, CancellationToken cancellation)
    {
        var call = new EthCall(null, multicall, Multicall3.Encode(multicall, chunk));
        var at = new Dictionary<string, object?> { ["blockHash"] = block.Ref.Hash, ["requireCanonical"] = true };
        var answers = await block.Endpoint.Send([new("eth_call", call, at)], cancellation);
        if (answers[0].Failure is { } failure)
        {
            foreach (var question in chunk) question.Fail(failure);
            return;
        }
        var inner = Multicall3.Decode(answers[0].Data());
        for (var i = 0; i < chunk.Length; i++) Answer(chunk[i], inner[i]);
    }

    static void Answer(Question question, InnerAnswer answer)
    {
        if (!answer.Success) question.Fail(new(FailureReason.Reverted, $"{question.Key.To} reverted"));
        else if (answer.Data.IsEmpty && question.WantsData) question.Fail(new(FailureReason.NoCode, $"there is no contract at {question.Key.To}"));
        else question.Answer(answer.Data);
    }
}
