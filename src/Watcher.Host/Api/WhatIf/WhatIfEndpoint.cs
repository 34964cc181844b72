using System.Collections.Immutable;
using Watcher.Host.Api.State;
using Watcher.Host.Cycle;
using Watcher.Reports;
using Watcher.Risk;

namespace Watcher.Host.Api.WhatIf;

/// <summary>
/// <c>/what-if</c>: what <c>watcher stress</c> shows, made from the facts of the reports at hand. No node is asked and nothing is stored. One is
/// computed at a time, and no longer than somebody waits for it: a page that asks often must not keep the watch from its work.
/// </summary>
sealed class WhatIfEndpoint(Watch watch, Assessor assessor, Turns turns, Gate gate, TimeProvider time)
{
    static readonly ApiParameter Shocks = new("shocks", ParameterKind.Changes,
        "By asset (a configured symbol or address, native, group:NAME, all): the change of its price, \"-30%\" or -0.3")
    {
        Most = 20,
    };
    static readonly ApiParameter Days = new("days", ParameterKind.Number, "Interest of so many days on top") { Most = 3650 };

    public static ApiRoute Route { get; } = new("POST", "/what-if", "What the positions would be; pools move along their own curve", ReportJson.Schema)
    {
        Parameters = [ReportSelection.Wallet, ReportSelection.Chain, Shocks, Days],
    };

    /// <summary>A price can rise to so many times itself: beyond it, numbers only grow longer.</summary>
    const int MostRise = 1000;

    public async Task Run(HttpContext context)
    {
        gate.Check(context, Route.Writes);
        var request = new ApiRequest(watch, "", await Given.Read(context, Route), time.GetUtcNow());
        var (shocks, days, reports) = (ShocksOf(request), request.Number(Days), ReportSelection.Of(request, watch.Ledger.Latest.Reports));
        var gone = context.RequestAborted;
        using var turn = await turns.Take(gone) ?? throw Crowded(context);
        var supposed = assessor.Suppose(reports, shocks, BigDecimal.From(days), request.Now, gone);
        await Reply.Write(context, Route.Status, ReportJson.Document(supposed));
    }

    static ImmutableArray<Shock> ShocksOf(ApiRequest request)
    {
        var shocks = request.Changes(Shocks).Select(shock => ShockOf(shock.Key, shock.Value, request)).ToImmutableArray();
        return shocks.GroupBy(shock => shock.Asset.Text).FirstOrDefault(same => same.Count() > 1) is not { } twice ? shocks
            : throw ApiProblem.Of(Shocks.Name, $"{twice.Key} is named several times: keep one");
    }

    static Shock ShockOf(string name, string text, ApiRequest request)
    {
        if (Shock.ChangeOf(text, out var wrong) is not { } change) throw ApiProblem.Of(Shocks.Name, wrong!);
        if (change > MostRise) throw ApiProblem.Of(Shocks.Name, $"'{text}': a price can rise by {MostRise}, {MostRise}00 %, at most here");
        return Shock.AssetOf(name, request.Watch.Config.Assets, out var unknown) is { } asset ? new(asset, change) : throw ApiProblem.Of(Shocks.Name, unknown!);
    }

    static ApiProblem Crowded(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return new(StatusCodes.Status429TooManyRequests, $"{Turns.MostWaiting} wait already: ask again, of one wallet if that is enough");
    }
}
