namespace Watcher.Evm;

/// <summary>Something could not be read; <see cref="Failure"/> says why.</summary>
public sealed class ReadFailedException(Failure failure) : Exception(failure.Why)
{
    public Failure Failure { get; } = failure;
}
