using System.Text.Json.Nodes;
using Watcher.Host.Config;
using Watcher.Settings;
using Watcher.Store;

namespace Watcher.Host.Api.State;

/// <summary>
/// Writes <c>watcher.config/1</c>. It names what it tells, field by field: endpoints as host and index, channels by name, never an address of
/// theirs, a key, a token or a connection string.
/// </summary>
static class ConfigJson
{
    public const string Schema = "watcher.config/1";

    public static JsonObject Document(WatcherConfig config) => new()
    {
        ["schema"] = Schema,
        ["chains"] = Array(config.Chains.Select(chain => Of(chain, config.Schedule.Every))),
        ["wallets"] = Array(config.Wallets.Select(Of)),
        ["portfolios"] = Array(config.Portfolios.Select(Of)),
        ["rules"] = Words(config.Rules.Select(rule => rule.Name)),
        ["channels"] = Words(config.Channels.Select(channel => channel.Name)),
        ["store"] = new JsonObject { ["recordEvery"] = Durations.Text(config.Store.RecordEvery), ["keep"] = Of(config.Store.Keep) },
        ["schedule"] = new JsonObject { ["every"] = Durations.Text(config.Schedule.Every), ["deadMan"] = config.Schedule.DeadManUrl is not null },
        ["telemetry"] = new JsonObject { ["otlp"] = config.Telemetry.Otlp is not null },
        ["api"] = new JsonObject { ["token"] = config.Api.Token is not null },
    };

    static JsonObject Of(ChainConfig chain, TimeSpan every)
    {
        var json = new JsonObject
        {
            ["name"] = chain.Name,
            ["chainId"] = chain.ChainId,
            ["every"] = Durations.Text(chain.Every ?? every),
            ["endpoints"] = Words(chain.EndpointNames),
            ["protocols"] = Array(chain.PositionProtocols.Select(one => new JsonObject { ["protocol"] = one.Name, ["deployment"] = one.Deployment })),
        };
        if (chain.MaxHeadAge is { } age) json["maxHeadAge"] = Durations.Text(age);
        return json;
    }

    static JsonObject Of(WalletConfig wallet)
    {
        var json = new JsonObject { ["address"] = wallet.Address.ToString() };
        if (wallet.Label is { } label) json["label"] = label;
        json["chains"] = Words(wallet.Chains);
        return json;
    }

    static JsonObject Of(PortfolioConfig portfolio) => new()
    {
        ["label"] = portfolio.Label,
        ["wallets"] = Words(portfolio.Wallets.Select(wallet => wallet.ToString())),
    };

    static JsonObject Of(Retention keep) => new()
    {
        ["raw"] = KeepSection.Text(keep.Raw),
        ["hourly"] = KeepSection.Text(keep.Hourly),
        ["daily"] = KeepSection.Text(keep.Daily),
    };

    static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);

    static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);
}
