using System.Runtime.CompilerServices;

namespace Watcher.Evm;

/// <summary>A value that is being read from one block. Await it in another reader, or hand it to <see cref="ChainClient"/>. It is its own awaiter.</summary>
[AsyncMethodBuilder(typeof(ReadMethodBuilder<>))]
public class Read<T> : Read, INotifyCompletion
{
    T? value;

    internal Read()
    {
    }

    public bool IsCompleted => Done;

    public Read<T> GetAwaiter() => this;

    /// <exception cref="ReadFailedException">It could not be read.</exception>
    /// <exception cref="InvalidOperationException">It is not done.</exception>
    public T GetResult()
    {
        ThrowUnlessGood();
        return value!;
    }

    void INotifyCompletion.OnCompleted(Action continuation) =>
        throw new InvalidOperationException("a read is awaited in a reader only, or run by a chain client");

    internal void Complete(T result)
    {
        value = result;
        Finish(null);
    }

    internal Outcome<T> Outcome() => Failure is { } failure ? Evm.Outcome.Failed<T>(failure) : Evm.Outcome.Of(value!);
}
