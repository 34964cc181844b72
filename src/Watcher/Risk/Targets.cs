using System.Collections.Immutable;
using Watcher.Settings;

namespace Watcher.Risk;

/// <summary>What share of net worth an asset, or a group of assets, should have.</summary>
public sealed record Target(AssetSelector Asset, BigDecimal Weight);

/// <summary>
/// The wished-for weights of a wallet or portfolio; they sum to 1. An asset with a target of its own counts there, not in its group's; what no
/// target names has target 0.
/// </summary>
public sealed record Targets(ImmutableArray<Target> All)
{
    /// <summary>Reads <c>{ "ETH": 0.5, "group:usd": 0.5 }</c>; every problem goes to the node.</summary>
    /// <returns>Null without targets.</returns>
    public static Targets? Read(SettingsNode node, AssetBook book)
    {
        if (!node.Exists) return null;
        var targets = node.Keys().Select(key => Read(node, key, book)).OfType<Target>().ToImmutableArray();
        if (targets.Length == node.Keys().Count) Check(node, targets);
        return new(targets);
    }

    /// <summary>The target an asset counts in: its own before its group's; null when none names it.</summary>
    public Target? For(AssetKey key) =>
        All.FirstOrDefault(target => !target.Asset.IsGroup && target.Asset.SelectsUnit(key))
        ?? All.FirstOrDefault(target => target.Asset.IsGroup && target.Asset.SelectsUnit(key));

    static Target? Read(SettingsNode node, string key, AssetBook book)
    {
        var weight = node.Number(key);
        if (AssetSelector.TryParse(key, book, out var selector, out var problem)) return weight is { } w ? new(selector!, w) : null;
        node.Problem(key, problem!);
        return null;
    }

    static void Check(SettingsNode node, ImmutableArray<Target> targets)
    {
        foreach (var same in targets.GroupBy(target => target.Asset.RowName).Where(same => same.Count() > 1))
            node.Problem(same.Last().Asset.Text, $"names the same asset as '{same.First().Asset.Text}'");
        var sum = targets.Aggregate(BigDecimal.Zero, (total, target) => total + target.Weight);
        if (sum != BigDecimal.One) node.Problem("*", $"targets sum to {sum}, not to 1");
    }
}
