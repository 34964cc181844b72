namespace Watcher.Devnet;

/// <summary>The local chain could not be installed, started or used; the message says what to do about it.</summary>
public sealed class DevnetException : Exception
{
    public DevnetException(string message) : base(message) { }

    public DevnetException(string message, Exception inner) : base(message, inner) { }
}
