using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Watcher.Evm;

/// <summary>
/// Something that is being read from one block. Only reads can be awaited in an async method that returns <see cref="Read{T}"/>: it runs on
/// the engine's one thread, between rounds, and would lose its place to a task.
/// </summary>
public abstract class Read
{
    static readonly object Good = new();

    /// <summary>The first who waits for it; once it is done, <see cref="Good"/> or what went wrong. One field for both: there are many reads.</summary>
    object? state;

    private protected Read()
    {
    }

    /// <summary>The next in whatever list this one stands: it never stands in two.</summary>
    internal Read? Next { get; set; }

    internal bool Done => state is not (null or Read);

    /// <summary>A read that has its value already.</summary>
    public static Read<T> FromResult<T>(T value)
    {
        var read = new Read<T>();
        read.Complete(value);
        return read;
    }

    /// <summary>A read that has failed already.</summary>
    public static Read<T> Failed<T>(Failure failure)
    {
        var read = new Read<T>();
        read.Fail(failure);
        return read;
    }

    /// <summary>All of the reads, in one round where they do not depend on each other; fails when one fails.</summary>
    public static async Read<ImmutableArray<T>> All<T>(IEnumerable<Read<T>> reads)
    {
        var started = reads.ToArray();
        var values = new T[started.Length];
        for (var i = 0; i < values.Length; i++) values[i] = await started[i];
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    /// <inheritdoc cref="All{T}(IEnumerable{Read{T}})"/>
    public static async Read<(T1, T2)> All<T1, T2>(Read<T1> first, Read<T2> second) => (await first, await second);

    /// <inheritdoc cref="All{T}(IEnumerable{Read{T}})"/>
    public static async Read<(T1, T2, T3)> All<T1, T2, T3>(Read<T1> first, Read<T2> second, Read<T3> third) =>
        (await first, await second, await third);

    /// <inheritdoc cref="All{T}(IEnumerable{Read{T}})"/>
    public static async Read<(T1, T2, T3, T4)> All<T1, T2, T3, T4>(Read<T1> first, Read<T2> second, Read<T3> third, Read<T4> fourth) =>
        (await first, await second, await third, await fourth);

    /// <inheritdoc cref="All{T}(IEnumerable{Read{T}})"/>
    public static async Read<(T1, T2, T3, T4, T5)> All<T1, T2, T3, T4, T5>(Read<T1> first, Read<T2> second, Read<T3> third, Read<T4> fourth,
        Read<T5> fifth) => (await first, await second, await third, await fourth, await fifth);

    /// <inheritdoc cref="All{T}(IEnumerable{Read{T}})"/>
    public static async Read<(T1, T2, T3, T4, T5, T6)> All<T1, T2, T3, T4, T5, T6>(Read<T1> first, Read<T2> second, Read<T3> third,
        Read<T4> fourth, Read<T5> fifth, Read<T6> sixth) => (await first, await second, await third, await fourth, await fifth, await sixth);

    /// <summary>An empty answer is none to the question that this read asked.</summary>
    internal virtual bool WantsData => false;

    /// <summary>True when it has been answered, and the answer has a meaning.</summary>
    internal virtual bool MadeSense => false;

    /// <summary>Takes the chain's answer to the question that this read asked.</summary>
    internal virtual void Answer(Question question) => throw new InvalidOperationException("only a call is answered");

    /// <summary>Goes on where the async method stood.</summary>
    private protected virtual void Resume() => throw new InvalidOperationException("only an async method resumes");

    /// <summary>Lets <paramref name="reader"/> go on once this is done.</summary>
    internal void Wake(Read reader)
    {
        reader.Next = (Read?)state;
        state = reader;
    }

    internal void Fail(Failure failure) => Finish(failure);

    internal void Fail(Exception exception) =>
        Finish(exception is ReadFailedException failed ? failed.Failure : ExceptionDispatchInfo.Capture(exception));

    /// <summary>The failure as the report knows it. What a reader did not foresee is something it does not support.</summary>
    internal Failure? Failure => state switch
    {
        Failure failure => failure,
        ExceptionDispatchInfo { SourceException: var e } => new(FailureReason.Unsupported, $"{e.GetType().Name}: {e.Message}"),
        _ => null,
    };

    private protected void Finish(object? failure)
    {
        var waiting = state as Read;
        state = failure ?? Good;
        if (waiting is not null) ReadRounds.Running.Schedule(waiting);
    }

    private protected void ThrowUnlessGood()
    {
        if (state == Good) return;
        if (!Done) throw new InvalidOperationException("a read has no result before it is done");
        if (state is Failure failure) throw new ReadFailedException(failure);
        ((ExceptionDispatchInfo)state!).Throw();
    }

    /// <summary>Readers that can go on, linked through themselves: scheduling allocates nothing.</summary>
    internal struct Queue
    {
        Read? first, last;

        public void Add(Read chain)
        {
            if (last is null) first = chain;
            else last.Next = chain;
            last = chain;
            while (last.Next is { } following) last = following;
        }

        public bool ResumeOne()
        {
            if (first is not { } reader) return false;
            first = reader.Next;
            if (first is null) last = null;
            reader.Next = null;
            reader.Resume();
            return true;
        }
    }
}
