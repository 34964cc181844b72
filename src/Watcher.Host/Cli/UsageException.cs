namespace Watcher.Host.Cli;

/// <summary>The command line asks for something that cannot be done; the message says what to do instead. Ends the program with exit code 64.</summary>
sealed class UsageException(string message) : Exception(message);
