using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watcher.Host.Cli.Views;
using Watcher.Reports;

namespace Watcher.Host.Cli;

/// <summary>A report on stdout, for people or programs, and the exit code it stands for.</summary>
static class ReportOutput
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Report report, bool json)
    {
        if (json) Write(ReportJson.Document(report));
        else ReportView.Write(Terminal.Out, report);
    }

    public static void Write(JsonNode json) => Console.Out.WriteLine(json.ToJsonString(Indented));

    /// <summary>A breach outweighs what is unknown.</summary>
    public static int ExitCodeOf(Report report)
    {
        var all = report.Reports.Select(r => (r.Status, Unknown: !r.Unknown.IsEmpty)).Concat(report.Portfolios.Select(p => (p.Status, Unknown: p.Status == ReportStatus.Unknown))).ToList();
        return all.Exists(r => r.Status == ReportStatus.Breach) ? ExitCode.Breach
            : all.Exists(r => r.Unknown) ? ExitCode.Unknown : ExitCode.Ok;
    }
}
