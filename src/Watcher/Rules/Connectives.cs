namespace Watcher.Rules;

/// <summary>Both sides hold.</summary>
public sealed record AndCondition(Condition Left, Condition Right) : Condition
{
    public override Truth Evaluate(Func<MetricRef, MetricValue> metrics) => Left.Evaluate(metrics).And(Right.Evaluate(metrics));

    public override string ToString() => $"{Side(Left)} and {Side(Right)}";

    internal override IEnumerable<(Comparison Comparison, bool Negated)> Comparisons(bool negated) =>
        Left.Comparisons(negated).Concat(Right.Comparisons(negated));

    internal override IEnumerable<Figure> Reasons(Func<MetricRef, MetricValue> metrics, bool truth, bool negated) =>
        Sides.Reasons(Left, Right, metrics, truth, negated, anySideDecides: !truth);

    static string Side(Condition side) => side is OrCondition ? $"({side})" : $"{side}";
}

/// <summary>At least one side holds.</summary>
public sealed record OrCondition(Condition Left, Condition Right) : Condition
{
    public override Truth Evaluate(Func<MetricRef, MetricValue> metrics) => Left.Evaluate(metrics).Or(Right.Evaluate(metrics));

    public override string ToString() => $"{Left} or {Right}";

    internal override IEnumerable<(Comparison Comparison, bool Negated)> Comparisons(bool negated) =>
        Left.Comparisons(negated).Concat(Right.Comparisons(negated));

    internal override IEnumerable<Figure> Reasons(Func<MetricRef, MetricValue> metrics, bool truth, bool negated) =>
        Sides.Reasons(Left, Right, metrics, truth, negated, anySideDecides: truth);
}

/// <summary>The opposite; where the inner is unknown or does not apply, so is this.</summary>
public sealed record NotCondition(Condition Inner) : Condition
{
    public override Truth Evaluate(Func<MetricRef, MetricValue> metrics) => Inner.Evaluate(metrics).Not();

    public override string ToString() => $"not ({Inner})";

    internal override IEnumerable<(Comparison Comparison, bool Negated)> Comparisons(bool negated) => Inner.Comparisons(!negated);

    internal override IEnumerable<Figure> Reasons(Func<MetricRef, MetricValue> metrics, bool truth, bool negated) =>
        Inner.Reasons(metrics, !truth, !negated);
}

static class Sides
{
    /// <summary>Where any side alone decides, the sides that do; where it takes both, both.</summary>
    internal static IEnumerable<Figure> Reasons(
        Condition left, Condition right, Func<MetricRef, MetricValue> metrics, bool truth, bool negated, bool anySideDecides)
    {
        var decided = truth ? Truth.True : Truth.False;
        Condition[] sides = [left, right];
        var deciding = anySideDecides ? Array.FindAll(sides, s => s.Evaluate(metrics) == decided) : sides;
        return (deciding.Length > 0 ? deciding : sides).SelectMany(s => s.Reasons(metrics, truth, negated));
    }
}
