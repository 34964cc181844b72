using System.Diagnostics.CodeAnalysis;

namespace Watcher.Evm;

/// <summary>A value, or why there is none.</summary>
public readonly record struct Outcome<T>
{
    internal Outcome(T? value, Failure? failure) => (Value, Failure) = (value, failure);

    public T? Value { get; }

    public Failure? Failure { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Ok => Failure is null;
}

public static class Outcome
{
    public static Outcome<T> Of<T>(T value) => new(value, null);

    public static Outcome<T> Failed<T>(Failure failure) => new(default, failure);
}
