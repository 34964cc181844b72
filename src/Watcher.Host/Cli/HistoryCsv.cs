using System.Globalization;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <summary>The recorded series as CSV (RFC 4180), one sample a line.</summary>
static class HistoryCsv
{
    public static void Write(TextWriter output, IEnumerable<HistorySeries> series, bool orphaned)
    {
        WriteLine(output, ["wallet", "chain", "position", "metric", "unit", "block", "blockHash", "timestamp", "value", .. orphaned ? ["canonical"] : (string[])[]]);
        foreach (var one in series)
        {
            foreach (var sample in one.Samples)
                WriteLine(output, [one.Key.Wallet?.ToString(), one.Key.Chain, one.Key.Position ?? one.Key.Subject, one.Key.Metric, one.Key.Unit,
                    sample.Block.Number.ToString(CultureInfo.InvariantCulture), sample.Block.Hash.ToString(), ReportJson.Text(sample.Block.Timestamp), sample.Value,
                    .. orphaned ? [sample.Canonical ? "true" : "false"] : (string[])[]]);
        }
    }

    static void WriteLine(TextWriter output, IEnumerable<string?> fields) => output.Write(string.Join(',', fields.Select(f => Field(f ?? ""))) + "\r\n");

    /// <summary>Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.</summary>
    internal static string Field(string text)
    {
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) && !BigDecimal.TryParse(text, out _) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
