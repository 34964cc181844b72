using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Host.Api.State;
using Watcher.Store;

namespace Watcher.Host.Api.History;

/// <summary>The recorded series: what <c>watcher history</c> shows.</summary>
static class HistoryRoutes
{
    /// <summary>Samples that are looked at to find the least, the greatest or the mean of them.</summary>
    const int MostRead = 200_000;

    static readonly ApiParameter Wallet = new("wallet", ParameterKind.Text, "Of this wallet only: an address or a configured label");
    static readonly ApiParameter Position = new("position", ParameterKind.Text, "Of this position only");
    static readonly ApiParameter Metric = new("metric", ParameterKind.Text, "This metric only: healthFactor, weight(ETH), ...");
    static readonly ApiParameter Since = new("since", ParameterKind.Moment, "From then on");
    static readonly ApiParameter Until = new("until", ParameterKind.Moment, "Up to then");
    static readonly ApiParameter Every = new("every", ParameterKind.Duration, "One sample in so long");
    static readonly ApiParameter Aggregate = new("aggregate", ParameterKind.Word, "Which one of those in each step, or their mean; last where it is not given")
    {
        Words = ["last", "min", "max", "avg"],
    };
    static readonly ApiParameter Orphaned = new("orphaned", ParameterKind.Flag, "With the samples of blocks that were reorganised away");
    static readonly ApiParameter Limit = ApiParameter.Limit("samples of all series together", 50_000, 10_000);

    public static ImmutableArray<ApiRoute> All { get; } =
    [
        new("GET", "/history", "The recorded series, oldest sample first", HistoryJson.Schema, Read)
        {
            Parameters = [Wallet, ReportSelection.Chain, ReportSelection.Portfolio, Position, Metric, Since, Until, Every, Aggregate, Orphaned, Limit],
        },
    ];

    static JsonObject Read(ApiRequest request)
    {
        var (aggregate, every, filter) = (request.Word(Aggregate), request.Duration(Every), Filter(request));
        if (aggregate is not null && every is null) throw ApiProblem.Of(Aggregate.Name, "needs every: one sample of each hour is every=1h");
        var series = Steps(aggregate) is { } pick
            ? Within(request, filter, MostRead).Select(one => one.InSteps(every!.Value, pick)).ToImmutableArray()
            : Within(request, filter with { Every = every }, request.Count(Limit));
        return HistoryJson.Document(Held(series, request.Count(Limit)), filter.Orphaned);
    }

    /// <summary>Null where the store itself picks.</summary>
    static Func<IReadOnlyCollection<HistorySample>, HistorySample>? Steps(string? aggregate) => aggregate switch
    {
        "min" => StepSample.Least,
        "max" => StepSample.Greatest,
        "avg" => StepSample.Mean,
        _ => null,
    };

    static ImmutableArray<HistorySeries> Within(ApiRequest request, HistoryFilter filter, int most) =>
        Held(request.Watch.Store.History.Read(filter with { Most = most + 1 }), most);

    /// <summary>All or nothing: a part of a series would look like all of it.</summary>
    static ImmutableArray<HistorySeries> Held(ImmutableArray<HistorySeries> series, int most) => series.Sum(one => one.Samples.Length) <= most ? series
        : throw ApiProblem.Of(Limit.Name, $"there are more than {most} samples: name a metric or a position, a shorter time, or a longer every");

    static HistoryFilter Filter(ApiRequest request)
    {
        var filter = new HistoryFilter
        {
            Wallet = request.Text(Wallet) is { } wallet ? HistoryNames.Wallet(wallet, request.Watch.Config) : null,
            Chain = ReportSelection.ChainOf(request),
            Portfolio = ReportSelection.PortfolioOf(request)?.Label,
            Position = request.Text(Position),
            Metric = request.Text(Metric) is { } metric ? HistoryNames.Metric(metric) : null,
            Since = request.Moment(Since),
            Until = request.Moment(Until),
            Orphaned = request.Flag(Orphaned),
        };
        return filter is { Since: { } since, Until: { } until } && until < since ? throw ApiProblem.Of(Until.Name, "must not be before since") : filter;
    }
}
