namespace Watcher.Host.Cli;

/// <summary>Comma-separated values (RFC 4180) that a spreadsheet shows and does not run.</summary>
static class Csv
{
    public static void WriteLine(TextWriter output, IEnumerable<string?> fields) => output.Write(string.Join(',', fields.Select(f => Field(f ?? ""))) + "\r\n");

    /// <summary>Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.</summary>
    internal static string Field(string text)
    {
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) && !BigDecimal.TryParse(text, out _) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
