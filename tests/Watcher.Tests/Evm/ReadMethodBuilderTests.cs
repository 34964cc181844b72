using System.Reflection;
using System.Runtime.CompilerServices;
using Watcher.Evm;
using Xunit;

namespace Watcher.Tests.Evm;

/// <summary>The compiler calls these methods with the awaiter of whatever is awaited: what their constraint refuses does not compile.</summary>
public sealed class ReadMethodBuilderTests
{
    [Theory]
    [InlineData(typeof(TaskAwaiter))]
    [InlineData(typeof(TaskAwaiter<int>))]
    [InlineData(typeof(ValueTaskAwaiter<int>))]
    [InlineData(typeof(ConfiguredTaskAwaitable.ConfiguredTaskAwaiter))]
    [InlineData(typeof(YieldAwaitable.YieldAwaiter))]
    public void Awaiting_a_task_in_a_reader_does_not_compile(Type awaiter)
    {
        Assert.Throws<ArgumentException>(() => Await("AwaitOnCompleted", awaiter));
        Assert.Throws<ArgumentException>(() => Await("AwaitUnsafeOnCompleted", awaiter));
    }

    [Fact]
    public void Awaiting_a_read_does() => Assert.NotNull(Await("AwaitOnCompleted", typeof(Read<int>)));

    static MethodInfo Await(string name, Type awaiter) =>
        typeof(ReadMethodBuilder<int>).GetMethod(name)!.MakeGenericMethod(awaiter, typeof(IAsyncStateMachine));
}
