namespace Watcher.Channels;

/// <summary>Puts as much of a message as a service takes into it: whole pieces from the front, never a piece in half.</summary>
static class Fitting
{
    /// <summary>The worst one's lines, then the others, a line each; <c>and N more</c> for others that do not fit, and only then fewer lines.</summary>
    /// <param name="lines">Marked up and escaped already, like <paramref name="others"/>.</param>
    /// <param name="length">As the service counts.</param>
    public static string Join(IReadOnlyCollection<string> lines, IReadOnlyCollection<string> others, int limit, Func<string, int> length)
    {
        for (var count = others.Count; count >= 0; count--)
        {
            var rest = count == others.Count ? others : [.. others.Take(count), $"and {others.Count - count} more"];
            if (Joined(lines.Concat(rest)) is var text && length(text) <= limit) return text;
        }
        string[] more = others.Count == 0 ? [] : [$"and {others.Count} more"];
        for (var count = lines.Count - 1; count > 0; count--)
            if (Joined(lines.Take(count).Append("…").Concat(more)) is var text && length(text) <= limit) return text;
        return Joined(more);
    }

    static string Joined(IEnumerable<string> lines) => string.Join('\n', lines);

    /// <summary>The first characters that fit; a pair of surrogates stays whole.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var end = limit - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }
}
