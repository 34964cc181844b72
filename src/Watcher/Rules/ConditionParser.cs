using Watcher.Settings;

namespace Watcher.Rules;

/// <summary>
/// <code>
/// condition  = conjunction { "or" conjunction }
/// conjunction = term { "and" term }
/// term       = "not" term | "(" condition ")" | metric [ "(" asset ")" ] comparator number
/// </code>
/// </summary>
sealed class ConditionParser(string text, RuleVocabulary vocabulary)
{
    const int MaxDepth = 50;
    readonly ConditionScanner scanner = new(text);
    int depth;

    public Condition Parse()
    {
        var condition = Or();
        if (scanner.AtEnd) return condition;
        throw Error(scanner.Column, scanner.Next switch
        {
            ')' => "this ')' closes nothing",
            '&' => "write 'and'",
            '|' => "write 'or'",
            _ => $"expected 'and', 'or' or the end, found {scanner.Rest()}",
        });
    }

    Condition Or()
    {
        var condition = And();
        while (scanner.TakeWord("or")) condition = new OrCondition(condition, And());
        return condition;
    }

    Condition And()
    {
        var condition = Term();
        while (scanner.TakeWord("and")) condition = new AndCondition(condition, Term());
        return condition;
    }

    Condition Term()
    {
        if (++depth > MaxDepth) throw Error(scanner.Column, "nested too deeply");
        var term = scanner.TakeWord("not") ? new NotCondition(Term()) : scanner.Next == '(' ? Parenthesis() : Comparison();
        depth--;
        return term;
    }

    Condition Parenthesis()
    {
        var opened = scanner.Column;
        scanner.Take('(');
        var inner = Or();
        return scanner.Take(')') ? inner : throw Error(opened, "this '(' is never closed");
    }

    Comparison Comparison()
    {
        var metric = MetricRef();
        var comparator = Comparator(metric);
        var column = scanner.Column;
        var number = scanner.Number();
        if (number.Length == 0) throw Error(column, $"expected a number to hold {metric} against, found {scanner.Rest()}");
        var quantity = Quantity.Read(number, metric.Metric, out var problem) ?? throw Error(column, problem!);
        return new(metric, comparator, quantity);
    }

    MetricRef MetricRef()
    {
        var metric = MetricName();
        var column = scanner.Column;
        var bracket = scanner.Take('(');
        if (!bracket && metric.TakesAsset) throw Error(column, $"{metric.Name} needs an asset: {metric.Name}(ETH), {metric.Name}(group:eth)");
        if (!bracket) return new(metric, null);
        if (!metric.TakesAsset) throw Error(column, $"{metric.Name} takes no asset");
        var asset = Asset();
        return scanner.Take(')') ? new(metric, asset) : throw Error(column, "this '(' is never closed");
    }

    Metric MetricName()
    {
        var column = scanner.Column;
        if (char.IsAsciiDigit(scanner.Next)) throw Error(column, "write the metric first, then the number: healthFactor < 1.25");
        if (scanner.Next == '!') throw Error(column, "write 'not'");
        var name = scanner.Word();
        if (name.Length == 0) throw Error(column, $"expected a metric, found {scanner.Rest()}");
        if (MetricCatalog.Find(name) is { } metric) return metric;
        if (vocabulary.Events.Contains(name)) throw Error(column, $"'{name}' is an event: it stands alone in a rule's When");
        throw Error(column, $"'{name}' is not a metric{Suggestion.For(name, MetricCatalog.All.Select(m => m.Name))}");
    }

    string Asset()
    {
        var column = scanner.Column;
        var asset = scanner.While(c => c is not ')' and not '(').TrimEnd();
        if (asset.Length == 0) throw Error(column, "expected an asset: a symbol, an address, native or group:NAME");
        if (!asset.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return asset;
        return Address.TryParse(asset, out var address, out var problem) ? address.ToString() : throw Error(column, problem!);
    }

    Comparator Comparator(MetricRef metric)
    {
        foreach (var (symbol, comparator) in ComparatorText.All)
            if (scanner.Take(symbol)) return comparator;
        var hint = scanner.Next == '=' ? ": write '=='" : $", found {scanner.Rest()}";
        throw Error(scanner.Column, $"expected one of < <= > >= == != after {metric}{hint}");
    }

    static ConditionException Error(int column, string message) => new(column, message);
}
