using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Prices;
using Watcher.Reports;
using Watcher.Risk;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>A configured feed gives no usable price for an asset that somebody holds or owes: it counts in no total, weight or pool value.</summary>
public static class PriceStale
{
    static readonly Lasting Trouble = new(BuiltInRules.PriceStale, After: TimeSpan.FromMinutes(10), Calm: TimeSpan.FromMinutes(5));

    /// <param name="priced">The assets that go by one feed: a coin and its wrapped token are one matter, not two.</param>
    public static AlertSubject Subject(ImmutableArray<Asset> priced) =>
        new($"price/{priced[0].Chain}/{string.Join('+', priced.Select(Name))}") { Chain = priced[0].Chain, Feed = Name(priced) };

    /// <summary>The wallets that hold or owe what the feed prices.</summary>
    /// <param name="reports">Of its chain.</param>
    public static ImmutableArray<WalletReport> Affected(ImmutableArray<Asset> priced, IEnumerable<WalletReport> reports) =>
        [.. reports.Where(r => r.Positions.SelectMany(p => ExposureSum.Legs(p.Facts))
            .Any(leg => !leg.Raw.IsZero && priced.Any(asset => r.Market.Source(leg.Asset.Key) == asset.Key)))];

    /// <param name="answer">Null where the feed could not be read: then the outage says so.</param>
    /// <param name="affected">Who holds or owes it.</param>
    public static Observation Observe(ImmutableArray<Asset> priced, PriceAnswer? answer, ImmutableArray<WalletReport> affected, Spell spell) =>
        Trouble.Observe(Subject(priced), spell, explained: answer is null, Says(answer, affected), () => Evidence(priced, answer, affected));

    static string Says(PriceAnswer? answer, ImmutableArray<WalletReport> affected) => answer is NoPrice none
        ? $"no usable price: {none.Why}; {Names(affected)}; totals and weights leave it out, loans go by their protocol's oracle; "
            + "check the feed, or configure another"
        : "it gives a usable price again";

    static JsonObject Evidence(ImmutableArray<Asset> priced, PriceAnswer? answer, ImmutableArray<WalletReport> affected)
    {
        var wallets = new JsonArray([.. affected.Select(r => (JsonNode)r.Wallet.ToString())]);
        var json = new JsonObject { ["feed"] = Name(priced), ["chain"] = priced[0].Chain, ["wallets"] = wallets };
        if (answer is NoPrice none) json["why"] = none.Why;
        if (answer is NoPrice { UpdatedAt: { } moved }) json["updatedAt"] = ReportJson.Text(moved);
        return json;
    }

    static string Names(ImmutableArray<WalletReport> affected) =>
        affected.Length > 3 ? $"{affected.Length} wallets have it"
        : $"{string.Join(", ", affected.Select(r => r.Label ?? r.Wallet.ToString()))} {(affected.Length == 1 ? "has" : "have")} it";

    static string Name(ImmutableArray<Asset> priced) => string.Join(" and ", priced.Select(Name));

    static string Name(Asset asset) => asset.Symbol ?? asset.Address?.ToString() ?? "native";
}
