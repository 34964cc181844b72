namespace Watcher.Evm;

/// <summary>A node said something else than new heads.</summary>
sealed class HeadException(Failure failure) : Exception(failure.Why)
{
    public Failure Failure => failure;
}
