namespace Watcher.Rules;

/// <summary>Walks over a condition's text; knows where it is, for the error's column.</summary>
sealed class ConditionScanner(string text)
{
    int position;

    /// <summary>Of the next character that is not a space, from 1.</summary>
    public int Column
    {
        get
        {
            while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
            return position + 1;
        }
    }

    public bool AtEnd => Column > text.Length;

    public char Next => AtEnd ? '\0' : text[position];

    public bool Take(char wanted)
    {
        if (Next != wanted) return false;
        position++;
        return true;
    }

    public bool Take(string wanted)
    {
        if (string.CompareOrdinal(text, Column - 1, wanted, 0, wanted.Length) != 0) return false;
        position += wanted.Length;
        return true;
    }

    /// <summary>Takes <c>and</c>, <c>or</c>, <c>not</c>, in any case.</summary>
    public bool TakeWord(string wanted)
    {
        var start = Column - 1;
        if (Word().Equals(wanted, StringComparison.OrdinalIgnoreCase)) return true;
        position = start;
        return false;
    }

    /// <summary>Letters, digits and underscores; empty where there are none.</summary>
    public string Word() => While(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>A number with its unit, as far as it can reach.</summary>
    public string Number()
    {
        var number = While(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-');
        return number.Length > 0 && Take('%') ? number + '%' : number;
    }

    /// <summary>Whatever is here, for the message.</summary>
    public string Rest() => AtEnd ? "the end" : $"'{While(c => !char.IsWhiteSpace(c))}'";

    public string While(Func<char, bool> wanted)
    {
        var start = Column - 1;
        while (position < text.Length && wanted(text[position])) position++;
        return text[start..position];
    }
}
