using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Reports;

namespace Watcher.Host.Api.State;

/// <summary>How everything stands: reports, rules, chains, channels, and what is configured.</summary>
static class StateRoutes
{
    public const string Chains = "watcher.chains/1", Channels = "watcher.channels/1";

    static readonly ApiParameter Protocol = new("protocol", ParameterKind.Text, "Of this protocol only");
    static readonly ApiParameter Kind = new("kind", ParameterKind.Word, "Of this kind only") { Words = ["lending", "liquidity", "wallet"] };
    static readonly ApiParameter Limit = ApiParameter.Limit("positions", 10_000, 1000);
    static readonly ApiParameter MostWallets = ApiParameter.Limit("wallets", 10_000, 10_000);
    static readonly ApiParameter Find = new("find", ParameterKind.Text, "With this in their label, address or chain");

    public static ImmutableArray<ApiRoute> All { get; } =
    [
        new("GET", "/report", "Everything as it was read last", ReportJson.Schema, Report)
        {
            Parameters = [ReportSelection.Wallet, ReportSelection.Chain],
            Stamp = BlockStamp.Of,
        },
        new("GET", "/wallets", "Each wallet in a few fields, with the loan that is liquidated first; the nearest danger first", WalletsJson.Schema, Wallets)
        {
            Parameters = [ReportSelection.Wallet, ReportSelection.Chain, ReportSelection.Portfolio, Find, MostWallets],
        },
        new("GET", "/positions", "Every position as it was read last, the nearest to danger first", PositionsJson.Schema, Positions)
        {
            Parameters = [ReportSelection.Wallet, ReportSelection.Chain, Protocol, Kind, Limit],
            Stamp = BlockStamp.Of,
        },
        new("GET", "/rules", "Each rule with what it covers now, how that stands, and what is silenced", RulesJson.Schema, Rules),
        new("GET", "/chains", "Each chain: its last good block, its endpoints' health, what its calls are spent on", Chains,
            request => Document(Chains, "chains", Readiness.Chains(request.Watch).Select(chain => chain.Json))),
        new("GET", "/channels", "Each channel: its health and what waits for it", Channels,
            request => Document(Channels, "channels", Readiness.Channels(request.Watch).Select(channel => channel.Json))),
        new("GET", "/config", "What is configured, without anything that may be secret", ConfigJson.Schema, request => ConfigJson.Document(request.Watch.Config)),
    ];

    /// <summary>Portfolios only with all that is in them.</summary>
    static JsonObject Report(ApiRequest request)
    {
        var latest = request.Watch.Ledger.Latest;
        var reports = ReportSelection.Of(request, latest.Reports);
        return ReportJson.Document(reports == latest.Reports ? latest : new(reports, []));
    }

    static JsonObject Wallets(ApiRequest request)
    {
        var latest = request.Watch.Ledger.Latest;
        var (portfolio, sought) = (ReportSelection.PortfolioOf(request), request.Text(Find));
        var reports = ReportSelection.Of(request, latest.Reports)
            .Where(report => (portfolio is null || portfolio.Wallets.Contains(report.Wallet)) && (sought is null || Has(report, sought)));
        var alerts = SaidAlert.Of(request.Watch.Ledger.Alerts, request.Watch.Store);
        return WalletsJson.Document(WalletStanding.NearestFirst(reports, alerts), request.Count(MostWallets), latest.Portfolios);
    }

    static bool Has(WalletReport report, string sought) =>
        $"{report.Label}\n{report.Wallet}\n{report.Chain}".Contains(sought, StringComparison.OrdinalIgnoreCase);

    static JsonObject Positions(ApiRequest request)
    {
        var reports = ReportSelection.Of(request, request.Watch.Ledger.Latest.Reports);
        var (protocol, kind) = (request.Text(Protocol), request.Word(Kind));
        var fit = HeldPosition.NearestFirst(reports).Where(held => (protocol is null || held.Position.Facts.Protocol.Equals(protocol, StringComparison.OrdinalIgnoreCase))
            && (kind is null || ReportJson.KindOf(held.Position.Facts) == kind)).ToList();
        return PositionsJson.Document(fit.Take(request.Count(Limit)), fit.Count, reports);
    }

    static JsonObject Rules(ApiRequest request)
    {
        var (config, store) = (request.Watch.Config, request.Watch.Store);
        var rules = RuleStanding.All(config, store.Alerts.States(), store.Readings.Positions(), store.Steering.Read(request.Now), request.Now);
        return RulesJson.Document(rules, BudgetStanding.Of(request.Watch), request.Now);
    }

    static JsonObject Document(string schema, string name, IEnumerable<JsonObject> items) => new() { ["schema"] = schema, [name] = new JsonArray([.. items]) };
}
