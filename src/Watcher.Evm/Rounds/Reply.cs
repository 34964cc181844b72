namespace Watcher.Evm;

/// <summary>What came back for one question.</summary>
/// <param name="Data">What the contract returned, where it did.</param>
/// <param name="Failure">Why it did not.</param>
/// <param name="IsDoubtful">It failed in company and gave no reason: its neighbours may have left it no gas.</param>
readonly record struct Reply(ReadOnlyMemory<byte> Data, Failure? Failure = null, bool IsDoubtful = false)
{
    public static Reply Failed(Failure failure) => new(default, failure);
}
