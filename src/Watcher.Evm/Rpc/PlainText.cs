namespace Watcher.Evm.Rpc;

/// <summary>Text of strangers (nodes, contracts), made fit to stand in one of our sentences.</summary>
static class PlainText
{
    const int Longest = 160;

    /// <summary>One line of printable characters, cut to a sentence's length.</summary>
    public static string Clean(string text)
    {
        var printable = string.Concat(text.Take(Longest).Select(c => char.IsControl(c) || char.IsSurrogate(c) || IsInvisible(c) ? ' ' : c)).Trim();
        return text.Length > Longest ? printable + "…" : printable;
    }

    /// <summary>Marks that reorder or hide the text around them.</summary>
    static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
