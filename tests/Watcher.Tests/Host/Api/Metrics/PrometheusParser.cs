using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Watcher.Tests.Host.Api.Metrics;

/// <summary>
/// Reads Prometheus' text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/) and takes nothing that the format does not allow:
/// a type before its samples, each metric in one block, each series once, names and escapes as they are defined, buckets that add up.
/// </summary>
sealed partial class PrometheusParser
{
    readonly Dictionary<string, string> types = [];
    readonly Dictionary<string, double> series = [];
    string current = "";

    /// <summary>Series as <c>name{label="value",…}</c>, labels unescaped.</summary>
    public static IReadOnlyDictionary<string, double> Read(string text)
    {
        var parser = new PrometheusParser();
        if (text.Length > 0 && text[^1] != '\n') throw new FormatException("the last line does not end");
        foreach (var line in text.Split('\n')[..^1]) parser.Line(line);
        parser.CheckHistograms();
        return parser.series;
    }

    void Line(string line)
    {
        if (Comment().Match(line) is { Success: true } comment) Begin(comment);
        else if (Sample().Match(line) is { Success: true } sample) Take(sample);
        else throw new FormatException($"not a line of the format: {line}");
    }

    void Begin(Match comment)
    {
        var (kind, name, rest) = (comment.Groups[1].Value, comment.Groups[2].Value, comment.Groups[3].Value);
        if (kind == "HELP")
        {
            if (types.ContainsKey(name) || name == current) throw new FormatException($"{name} begins twice");
            if (BadHelp().IsMatch(rest)) throw new FormatException($"help of {name} is not escaped");
            current = name;
            return;
        }
        if (name != current || !types.TryAdd(name, rest)) throw new FormatException($"type of {name} is out of place");
        if (rest is not ("counter" or "gauge" or "histogram")) throw new FormatException($"{name} is of type {rest}");
        if (rest == "counter" != name.EndsWith("_total", StringComparison.Ordinal)) throw new FormatException($"{name} is a {rest}");
    }

    void Take(Match sample)
    {
        var name = sample.Groups["name"].Value;
        var owner = types.GetValueOrDefault(current) == "histogram" ? HistogramPart().Replace(name, "") : name;
        if (owner != current || !types.ContainsKey(current)) throw new FormatException($"{name} stands among {current}");
        var labels = sample.Groups["label"].Captures.Zip(sample.Groups["value"].Captures, (label, value) => (Name: label.Value, Value: Unescaped(value.Value))).ToList();
        if (labels.Select(label => label.Name).Distinct().Count() != labels.Count) throw new FormatException($"{name} has a label twice");
        var key = labels.Count == 0 ? name : $"{name}{{{string.Join(',', labels.Select(label => $"{label.Name}=\"{label.Value}\""))}}}";
        if (!series.TryAdd(key, Number(sample.Groups["number"].Value))) throw new FormatException($"{key} is told twice");
    }

    void CheckHistograms()
    {
        foreach (var name in types.Where(type => type.Value == "histogram").Select(type => type.Key))
            foreach (var (key, count) in series.Where(one => one.Key.StartsWith($"{name}_count", StringComparison.Ordinal)).ToList())
            {
                var labels = key[$"{name}_count".Length..].Trim('{', '}');
                var start = labels.Length == 0 ? $"{name}_bucket{{le=" : $"{name}_bucket{{{labels},le=";
                var buckets = series.Where(one => one.Key.StartsWith(start, StringComparison.Ordinal)).Select(one => one.Value).ToList();
                if (buckets.Count == 0 || buckets[^1] != count || !buckets.SequenceEqual(buckets.Order())) throw new FormatException($"the buckets of {key} do not add up");
                if (!series.ContainsKey($"{name}_sum{key[$"{name}_count".Length..]}")) throw new FormatException($"{key} has no sum");
            }
    }

    static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    static string Unescaped(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++) plain.Append(text[i] == '\\' ? text[++i] == 'n' ? '\n' : text[i] : text[i]);
        return plain.ToString();
    }

    [GeneratedRegex("^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>([^"\\\n]|\\[\\"n])*)",?)+\})? (?<number>[+-]Inf|NaN|-?[0-9.]+([eE][+-]?[0-9]+)?)$""")]
    private static partial Regex Sample();

    [GeneratedRegex(@"(?<!\\)(\\\\)*\\[^\\n]")]
    private static partial Regex BadHelp();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}
