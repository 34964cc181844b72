namespace Watcher.Benchmarks;

/// <summary>A measured figure; less is better.</summary>
/// <param name="Aim">What it should be at most; null = it is only told.</param>
/// <param name="Limit">What it may be at most, where that is more than the aim.</param>
sealed record Figure(string What, double Value, string Unit, double? Aim = null, double? Limit = null)
{
    public string Verdict => (Value, Aim, Limit) switch
    {
        (_, null, _) => "",
        var (value, aim, _) when value <= aim => "met",
        var (value, _, limit) when value <= limit => "within its limit",
        _ => "MISSED",
    };
}
