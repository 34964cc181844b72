using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Watcher.Evm;

/// <summary>
/// What the compiler builds async methods that return <see cref="Read{T}"/> with. It takes reads only: awaiting anything else does not compile.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ReadMethodBuilder<T>
{
    Read<T>? read;

    public Read<T> Task => read ??= new Read<T>();

    public static ReadMethodBuilder<T> Create() => default;

    public readonly void Start<TMachine>(ref TMachine machine)
        where TMachine : IAsyncStateMachine => machine.MoveNext();

    public readonly void SetStateMachine(IAsyncStateMachine machine)
    {
    }

    public void SetResult(T result) => Task.Complete(result);

    public void SetException(Exception exception) => Task.Fail(exception);

    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : Read, INotifyCompletion
        where TMachine : IAsyncStateMachine
    {
        if (read is not Method<TMachine> method)
        {
            read = method = new Method<TMachine>();
            method.Machine = machine;
        }
        awaiter.Wake(method);
    }

    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : Read, ICriticalNotifyCompletion
        where TMachine : IAsyncStateMachine => AwaitOnCompleted(ref awaiter, ref machine);

    /// <summary>The method's state and its result in one object.</summary>
    sealed class Method<TMachine> : Read<T>
        where TMachine : IAsyncStateMachine
    {
        public TMachine Machine = default!;

        private protected override void Resume() => Machine.MoveNext();
    }
}
