using Watcher.Evm.Abi;

namespace Watcher.Evm;

/// <summary>A call's answer, decoded.</summary>
sealed class CallRead<T>(Call<T> call) : Read<T>
{
    public bool DecodesLike(Call<T> other) => call.GetType() == other.GetType();

    internal override bool WantsData => call.Returns != "()";

    internal override bool MadeSense => Done && Failure is null;

    internal override void Answer(Question question)
    {
        var outcome = Decode(call, question);
        if (outcome.Ok) Complete(outcome.Value);
        else Fail(outcome.Failure);
    }

    public static Outcome<T> Decode(Call<T> call, Question question)
    {
        if (question.Failure is { } failure) return Evm.Outcome.Failed<T>(failure.IsFact ? Told(failure.Reason, failure.Why) : failure);
        try
        {
            return Evm.Outcome.Of(call.DecodeAnswer(question.Data.Span));
        }
        catch (AbiException e)
        {
            return Evm.Outcome.Failed<T>(Told(FailureReason.Undecodable, e.Message));
        }

        Failure Told(FailureReason reason, string why) => new(reason, $"{call.Signature} of {question.Key.To}: {why}");
    }
}

/// <summary>A call's answer, decoded, or the chain's reason for having none.</summary>
sealed class TryRead<T>(Call<T> call) : Read<Outcome<T>>
{
    public bool DecodesLike(Call<T> other) => call.GetType() == other.GetType();

    internal override bool WantsData => call.Returns != "()";

    internal override bool MadeSense => Done && Failure is null && GetResult().Ok;

    internal override void Answer(Question question)
    {
        var outcome = CallRead<T>.Decode(call, question);
        if (outcome.Ok || outcome.Failure.IsFact) Complete(outcome);
        else Fail(outcome.Failure);
    }
}
