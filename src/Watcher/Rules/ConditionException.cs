namespace Watcher.Rules;

/// <summary>A condition that cannot be understood: where, and what to write instead.</summary>
/// <param name="column">Of the first character in question, from 1.</param>
public sealed class ConditionException(int column, string message) : FormatException($"column {column}: {message}")
{
    public int Column => column;
}
