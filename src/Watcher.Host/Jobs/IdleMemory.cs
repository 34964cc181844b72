using System.Runtime.InteropServices;

namespace Watcher.Host.Jobs;

/// <summary>A service waits for most of its life: it need not hold meanwhile what a cycle took, and collects while nobody waits for it.</summary>
static class IdleMemory
{
    delegate int Trim(nuint keep);

    /// <summary>What the compiler and SQLite have freed stays with the C library of Linux until it is told to; others have no such function.</summary>
    static readonly Trim? Native = NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out var function)
        ? Marshal.GetDelegateForFunctionPointer<Trim>(function)
        : null;

    public static async Task GiveBack()
    {
        // A stack of its own: the cycle's would keep alive what it read.
        await Task.Yield();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        Native?.Invoke(0);
    }
}
