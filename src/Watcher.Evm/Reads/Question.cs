using System.Runtime.InteropServices;

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
    /// <summary>The array in which the answer lies, or why there is none; null until one of the two is told. One field for both: there are many questions.</summary>
    object? told;

    int start, length;

    public QuestionKey Key => key;

    /// <summary>Who wants to know, linked through <see cref="Read.Next"/>.</summary>
    public Read? Readers { get; private set; }

    public bool Answered => told is not null;

    /// <summary>The answer; meaningless until <see cref="Answered"/>.</summary>
    public ReadOnlyMemory<byte> Data => told is byte[] bytes ? bytes.AsMemory(start, length) : default;

    public Failure? Failure => told as Failure;

    /// <summary>True when a reader could make sense of the answer.</summary>
    public bool Understood => Some(static reader => reader.MadeSense);

    /// <summary>An empty answer is none.</summary>
    public bool WantsData => Some(static reader => reader.WantsData);

    public void Add(Read reader)
    {
        reader.Next = Readers;
        Readers = reader;
        if (Answered) reader.Answer(this);
    }

    public void Answer(ReadOnlyMemory<byte> data)
    {
        var bytes = MemoryMarshal.TryGetArray(data, out var array) ? array : data.ToArray();
        (start, length) = (bytes.Offset, bytes.Count);
        Tell(bytes.Array ?? []);
    }

    public void Fail(Failure failure) => Tell(failure);

    void Tell(object what)
    {
        told = what;
        for (var reader = Readers; reader is not null; reader = reader.Next) reader.Answer(this);
    }

    bool Some(Func<Read, bool> holds)
    {
        var reader = Readers;
        while (reader is not null && !holds(reader)) reader = reader.Next;
        return reader is not null;
    }
}
