using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Reports;

namespace Watcher.Host.Documents;

/// <summary>Writes <c>watcher.positions/1</c>: the positions of all reports in one list, each as in its report, with its wallet, chain and block before it.</summary>
static class PositionsJson
{
    public const string Schema = "watcher.positions/1";

    /// <param name="held">The ones shown.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="unread">Reports whose unknown parts are told: what could not be read may hide positions that nobody has seen yet.</param>
    public static JsonObject Document(IEnumerable<HeldPosition> held, int total, IEnumerable<WalletReport> unread) => new()
    {
        ["schema"] = Schema,
        ["total"] = total,
        ["positions"] = new JsonArray([.. held.Select(Of)]),
        ["unknown"] = new JsonArray([.. unread.SelectMany(report => report.Unknown.Select(entry => With(Owner(report), ReportJson.Of(entry))))]),
    };

    static JsonObject Of(HeldPosition held)
    {
        var json = Owner(held.Report);
        if (held.Report.Block is { } block) json["block"] = ReportJson.Of(block);
        return With(json, ReportJson.Of(held.Position));
    }

    static JsonObject Owner(WalletReport report)
    {
        var json = new JsonObject { ["wallet"] = report.Wallet.ToString() };
        if (report.Label is { } label) json["label"] = label;
        json["chain"] = report.Chain;
        return json;
    }

    static JsonObject With(JsonObject json, JsonObject more)
    {
        foreach (var (key, value) in more.ToImmutableArray())
        {
            more.Remove(key);
            json[key] = value;
        }
        return json;
    }
}
