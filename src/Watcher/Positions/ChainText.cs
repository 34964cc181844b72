using System.Globalization;
using System.Text;

namespace Watcher.Positions;

/// <summary>
/// Text from the chain (token symbols and names) is hostile: anyone may deploy a token that calls itself anything. <see cref="Clean"/> takes
/// out what could deceive or break any output; escaping for its own medium (markup, HTML, CSV formulas) remains each renderer's duty.
/// </summary>
public static class ChainText
{
    /// <summary>The most UTF-16 characters that text from the chain may take.</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// The text without control characters, bidirectional and other invisible format characters, line separators, private-use and broken
    /// characters, trimmed, and cut to <paramref name="maxLength"/>. Clean text comes back as it is.
    /// </summary>
    public static string Clean(string text, int maxLength = MaxLength)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHostile(rune) || (clean.Length == 0 && Rune.IsWhiteSpace(rune))) continue;
            if (clean.Length + rune.Utf16SequenceLength > maxLength) break;
            clean.Append(rune);
        }
        return clean.ToString().TrimEnd();
    }

    static bool IsHostile(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;
}
