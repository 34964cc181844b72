using System.Collections.Immutable;

namespace Watcher.Host.Api;

/// <summary>
/// A parameter of a query or a field of a body: what it means and what it may be. The limits that requests are held to and those that the
/// OpenAPI document tells are these.
/// </summary>
/// <param name="Kind">As OpenAPI names it, or a form of text that people know from the command line.</param>
sealed record ApiParameter(string Name, ParameterKind Kind, string Meaning)
{
    /// <summary>No text is longer.</summary>
    public const int MaxLength = 200;

    /// <summary>Of a count or a number; of changes, how many.</summary>
    public int Most { get; init; }

    /// <summary>Of a count, where it is not given.</summary>
    public int Usual { get; init; }

    /// <summary>Of a word: the ones there are.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    public static ApiParameter Limit(string what, int most, int usual) => new("limit", ParameterKind.Count, $"How many {what} at most") { Most = most, Usual = usual };
}

enum ParameterKind
{
    Text,
    Count,
    Word,
    Flag,
    /// <summary><c>30s</c>, <c>6h</c>, <c>7d</c>.</summary>
    Duration,
    /// <summary>ISO 8601, or a duration: so long ago.</summary>
    Moment,
    /// <summary>0 or more, with a point or without; 0 where it is not given.</summary>
    Number,
    /// <summary>An object in a body: by asset, a text or a number.</summary>
    Changes,
}
