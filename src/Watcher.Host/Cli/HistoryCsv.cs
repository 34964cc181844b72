using System.Globalization;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <summary>The recorded series as CSV, one sample a line.</summary>
static class HistoryCsv
{
    public static void Write(TextWriter output, IEnumerable<HistorySeries> series, bool orphaned)
    {
        Csv.WriteLine(output, ["wallet", "chain", "position", "metric", "unit", "block", "blockHash", "timestamp", "value", .. orphaned ? ["canonical"] : (string[])[]]);
        foreach (var one in series)
        {
            foreach (var sample in one.Samples)
                Csv.WriteLine(output, [one.Key.Wallet?.ToString(), one.Key.Chain, one.Key.Position ?? one.Key.Subject, one.Key.Metric, one.Key.Unit,
                    sample.Block.Number.ToString(CultureInfo.InvariantCulture), sample.Block.Hash.ToString(), ReportJson.Text(sample.Block.Timestamp), sample.Value,
                    .. orphaned ? [sample.Canonical ? "true" : "false"] : (string[])[]]);
        }
    }
}
