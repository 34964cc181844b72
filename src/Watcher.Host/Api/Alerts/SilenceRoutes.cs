using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Host.Cli;

namespace Watcher.Host.Api.Alerts;

/// <summary>Silences: what <c>watcher alerts silence</c> does.</summary>
static class SilenceRoutes
{
    static readonly ApiParameter Limit = ApiParameter.Limit("silences", 1000, 1000);

    static readonly ApiParameter Alert = new("alert", ParameterKind.Text, "An alert's id: its rule on its subject, and nothing else");
    static readonly ApiParameter Wallet = new("wallet", ParameterKind.Text, "The label or address of a wallet, or a portfolio's label");
    static readonly ApiParameter Rule = new("rule", ParameterKind.Text, "A rule's name");
    static readonly ApiParameter Protocol = new("protocol", ParameterKind.Text, "A protocol's name");
    static readonly ApiParameter Chain = new("chain", ParameterKind.Text, "A chain's name");
    static readonly ApiParameter Everything = new("all", ParameterKind.Flag, "Everything but the watcher's alerts on itself; with no other selector");
    static readonly ApiParameter Length = new("for", ParameterKind.Duration, "How long; this or until");
    static readonly ApiParameter Until = new("until", ParameterKind.Moment, "Until when; this or for");
    static readonly ApiParameter Unknown = new("unknown", ParameterKind.Flag, "Also that something cannot be read");
    static readonly ApiParameter Note = new("note", ParameterKind.Text, "Why");

    public static ImmutableArray<ApiRoute> All { get; } =
    [
        new("GET", "/silences", "Silences now and past, newest first", SilenceJson.Schema, List) { Parameters = [Limit] },
        new("POST", "/silences", "Begins a silence", SilenceJson.Schema, Begin)
        {
            Parameters = [Alert, Wallet, Rule, Protocol, Chain, Everything, Length, Until, Unknown, Note],
            Status = StatusCodes.Status201Created,
        },
        new("DELETE", "/silences/{id}", "Ends a silence; what it held back and still holds is told", SilenceJson.Schema, End),
    ];

    static JsonObject List(ApiRequest request) => SilenceJson.Document(request.Watch.Store.Steering.Silences(request.Count(Limit)), request.Now);

    static JsonObject Begin(ApiRequest request)
    {
        var wish = new SilenceWish(request.Text(Alert), request.Text(Wallet), request.Text(Rule), request.Text(Protocol), request.Text(Chain),
            request.Flag(Everything), request.Duration(Length), request.Moment(Until), request.Flag(Unknown), request.Text(Note));
        var silence = request.Watch.Store.Steering.Add(wish.Of(request.Watch.Config, request.Watch.Store, request.Now));
        return SilenceJson.Document([silence], request.Now);
    }

    static JsonObject End(ApiRequest request)
    {
        var ended = long.TryParse(request.Id("silence"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? request.Watch.Store.Steering.End(id, request.Now) : null;
        return ended is not null ? SilenceJson.Document([ended], request.Now)
            : throw new ApiProblem(StatusCodes.Status404NotFound, $"there is no such silence: {ApiRoutes.Root}/silences lists them");
    }
}
