using Watcher.Devnet;

namespace Watcher.EndToEnd;

/// <summary>Started as a program of its own, this assembly holds a local chain until it is killed: what the tests of sudden deaths need.</summary>
static class Program
{
    static async Task Main()
    {
        await using var node = await DevnetNode.Start();
        Console.WriteLine(node.ProcessId);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }
}
