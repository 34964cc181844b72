using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Api.Alerts;

/// <summary>Alerts now and past, and taking one on: what <c>watcher alerts</c> does.</summary>
static class AlertRoutes
{
    static readonly ApiParameter Limit = ApiParameter.Limit("alerts", 10_000, 1000);
    static readonly ApiParameter State = new("state", ParameterKind.Word, "Those that are so now") { Words = ["pending", "firing", "resolved"] };

    public static ImmutableArray<ApiRoute> All { get; } =
    [
        new("GET", "/alerts", "Alerts now and past, newest first", AlertJson.Schema, List) { Parameters = [Limit, State] },
        new("GET", "/alerts/{id}", "One alert with its evidence, transitions and deliveries", AlertJson.Schema, Show),
        new("POST", "/alerts/{id}/ack", "Takes an alert on: no reminder and no escalation until it ends", AlertJson.Schema, Acknowledge),
    ];

    static JsonObject List(ApiRequest request) =>
        AlertJson.Document(SaidAlert.Of(request.Watch.Store.Alerts.List(request.Count(Limit), PhaseOf(request)), request.Watch.Store));

    static AlertPhase? PhaseOf(ApiRequest request) => request.Word(State) is { } word ? Enum.Parse<AlertPhase>(word, ignoreCase: true) : null;

    static JsonObject Show(ApiRequest request)
    {
        var life = Find(request);
        return AlertJson.Of(life, SaidAlert.Of([life.State], request.Watch.Store)[0].Said);
    }

    /// <summary>A second time changes nothing.</summary>
    static JsonObject Acknowledge(ApiRequest request)
    {
        var alert = Find(request).State;
        if (alert.ResolvedAt is { } over)
            throw new ApiProblem(StatusCodes.Status409Conflict, $"the alert has been over since {ReportJson.Text(over)}: there is nothing to acknowledge");
        request.Watch.Store.Steering.Acknowledge(alert.Id!, request.Now);
        return AlertJson.Document(SaidAlert.Of([alert], request.Watch.Store));
    }

    static AlertLife Find(ApiRequest request) => request.Watch.Store.Alerts.Find(request.Id("alert"))
        ?? throw new ApiProblem(StatusCodes.Status404NotFound, $"there is no such alert: {ApiRoutes.Root}/alerts lists them");
}
