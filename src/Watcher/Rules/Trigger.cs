using Watcher.Settings;

namespace Watcher.Rules;

/// <summary>What sets a rule off.</summary>
public abstract record Trigger
{
    /// <exception cref="ConditionException">Where and what is wrong, with a suggestion.</exception>
    public static Trigger Parse(string when, string? clear, RuleVocabulary vocabulary)
    {
        var word = when.Trim();
        if (vocabulary.Events.Contains(word)) return new EventTrigger(word);
        if (word.Length > 0 && word.All(char.IsAsciiLetter) && MetricCatalog.Find(word) is null)
            throw new ConditionException(1, $"'{word}' is neither a metric nor an event{Suggestion.For(word, Words(vocabulary))}");
        var condition = Condition.Parse(when, vocabulary);
        return new ConditionTrigger(condition, clear is null ? new NotCondition(condition) : Condition.Parse(clear, vocabulary));
    }

    static IEnumerable<string> Words(RuleVocabulary vocabulary) => MetricCatalog.All.Select(m => m.Name).Concat(vocabulary.Events);
}

/// <summary>A condition; fires on <paramref name="When"/> and resolves on nothing but <paramref name="Clear"/>.</summary>
public sealed record ConditionTrigger(Condition When, Condition Clear) : Trigger
{
    public override string ToString() => Clear == new NotCondition(When) ? $"{When}" : $"{When}, clear {Clear}";
}

/// <summary>Something a protocol did to a wallet: told once each, never resolved.</summary>
public sealed record EventTrigger(string Kind) : Trigger
{
    public override string ToString() => Kind;
}

/// <summary>Something about the watcher itself, which no condition can ask for.</summary>
/// <param name="Says">In words.</param>
public sealed record BuiltInTrigger(string Says) : Trigger
{
    public override string ToString() => Says;
}
