namespace Watcher.Evm;

enum QuestionKind : byte
{
    Call,

    /// <summary>A call whose answer is remembered from an earlier block: never the answer to a <see cref="Call"/>, even of the same bytes.</summary>
    Fact,

    NativeBalance,
}

/// <summary>Something asked of the chain at a block, once, however many readers want to know and however they decode it.</summary>
sealed class Question(QuestionKey key)
{
    public QuestionKey Key => key;

    /// <summary>Who wants to know, linked through <see cref="Read.Next"/>.</summary>
    public Read? Readers { get; private set; }

    /// <summary>The answer; meaningless until <see cref="Answered"/>.</summary>
    public ReadOnlyMemory<byte> Data { get; private set; }

    public Failure? Failure { get; private set; }

    public bool Answered { get; private set; }

    /// <summary>True when a reader could make sense of the answer.</summary>
    public bool Understood { get; private set; }

    /// <summary>An empty answer is none.</summary>
    public bool WantsData { get; private set; }

    public void Add(Read reader, bool wantsData)
    {
        WantsData |= wantsData;
        reader.Next = Readers;
        Readers = reader;
        if (Answered) Understood |= reader.Answer(this);
    }

    public void Answer(ReadOnlyMemory<byte> data)
    {
        Data = data;
        Tell();
    }

    public void Fail(Failure failure)
    {
        Failure = failure;
        Tell();
    }

    void Tell()
    {
        Answered = true;
        for (var reader = Readers; reader is not null; reader = reader.Next) Understood |= reader.Answer(this);
    }
}
