using System.Text.Json.Nodes;
using Watcher.Positions;
using Watcher.Risk;
using Watcher.Settings;
using Xunit;

namespace Watcher.Tests.Risk;

public sealed class WeightsTests
{
    static readonly Asset Native = new(Loans.Chain, null, "ETH", 18), Wrapped = Loans.Eth, Usdc = Loans.Usdc, Dai = Loans.Dai;

    static readonly AssetBook Book = new(
    [
        new(Native, "eth", null, false), new(Wrapped, null, null, WrapsNative: true), Loans.Known(Loans.Steth, "eth"), Loans.Known(Usdc, "usd"), Loans.Known(Dai, "usd"),
    ]);

    static AssetExposure Of(Asset asset, int assets, int debt = 0) => new(asset.Key, assets, debt);

    static Targets Targets(string json)
    {
        var problems = new List<SettingsProblem>();
        var targets = Watcher.Risk.Targets.Read(new(JsonNode.Parse(json)!.AsObject(), "Targets", problems), Book);
        Assert.Empty(problems);
        return targets!;
    }

    static string Text(PortfolioFigures figures) => string.Join(" ", figures.Weights.Select(row => $"{row.Symbol}:{row.Weight}/{row.Target}/{row.Drift}"));

    static AssetSelector Selector(string text) => AssetSelector.TryParse(text, Book, out var selector, out var problem) ? selector! : throw new ArgumentException(problem);

    [Fact]
    public void The_worked_example_of_the_documentation_holds()
    {
        // 3 ETH at 2000, 4000 USDC, owing 2000 USDC: net worth 8000.
        var figures = Weights.Of(Exposure.Of([Of(Native, 6000), Of(Usdc, 4000, 2000)]), Targets("""{ "ETH": 0.5, "USDC": 0.5 }"""), Book);
        Assert.Equal("ETH:0.75/0.5/0.25 USDC:0.25/0.5/-0.25", Text(figures));
        Assert.Equal(("0.25", "0.25", "0.52"), ($"{figures.MaxDrift}", $"{figures.Turnover}", $"{figures.Concentration}"));
    }

    [Fact]
    public void Native_and_wrapped_are_one_asset_under_the_native_symbol()
    {
        var figures = Weights.Of(Exposure.Of([Of(Native, 100), Of(Wrapped, 300), Of(Usdc, 600)]), null, Book);
        Assert.Equal("USDC:0.6// ETH:0.4//", Text(figures));
        Assert.Equal("0.52", $"{figures.Concentration}"); // 0.6² + 0.4²
    }

    [Fact]
    public void Without_targets_there_is_no_drift()
    {
        var figures = Weights.Of(Exposure.Of([Of(Usdc, 600)]), null, Book);
        Assert.Null(figures.MaxDrift);
        Assert.Null(figures.Turnover);
    }

    [Fact]
    public void What_no_target_names_has_target_zero_and_a_target_not_held_has_weight_zero()
    {
        var figures = Weights.Of(Exposure.Of([Of(Dai, 250), Of(Usdc, 750)]), Targets("""{ "ETH": 0.5, "USDC": 0.5 }"""), Book);
        Assert.Equal("ETH:0/0.5/-0.5 USDC:0.75/0.5/0.25 DAI:0.25/0/0.25", Text(figures));
        Assert.Equal(("0.5", "0.5"), ($"{figures.MaxDrift}", $"{figures.Turnover}")); // (0.5 + 0.25 + 0.25)/2
    }

    [Fact]
    public void An_asset_with_its_own_target_does_not_count_in_its_groups()
    {
        var exposure = Exposure.Of([Of(Native, 300), Of(Loans.Steth, 200), Of(Usdc, 500)]);
        var figures = Weights.Of(exposure, Targets("""{ "group:eth": 0.4, "wstETH": 0.1, "group:usd": 0.5 }"""), Book);
        Assert.Equal("group:eth:0.3/0.4/-0.1 wstETH:0.2/0.1/0.1 group:usd:0.5/0.5/0", Text(figures));
    }

    [Fact]
    public void A_debt_larger_than_the_holding_weighs_negative()
    {
        var figures = Weights.Of(Exposure.Of([Of(Native, 2000), Of(Usdc, 0, 1000)]), null, Book);
        Assert.Equal("ETH:2// USDC:-1//", Text(figures));
        Assert.Equal("1", $"{figures.Concentration}"); // gross shares leave debts out
    }

    [Fact]
    public void Without_a_positive_net_worth_there_are_no_weights()
    {
        var exposure = Exposure.Of([Of(Native, 1000), Of(Usdc, 0, 1000)]);
        var figures = Weights.Of(exposure, Targets("""{ "ETH": 1 }"""), Book);
        Assert.Empty(figures.Weights);
        Assert.Null(figures.MaxDrift);
        Assert.Null(Weights.Of(exposure, Selector("ETH").SelectsUnit));
    }

    [Fact]
    public void Drift_is_asked_by_asset_or_by_group_whichever_way_the_targets_are_written()
    {
        var exposure = Exposure.Of([Of(Native, 300), Of(Loans.Steth, 200), Of(Usdc, 400), Of(Dai, 100)]);
        var byAsset = Weights.Of(exposure, Targets("""{ "ETH": 0.2, "wstETH": 0.2, "USDC": 0.6 }"""), Book);
        Assert.Equal("0.1", $"{Weights.DriftOf(byAsset, exposure, Selector("native"))}"); // 0.3 - 0.2
        Assert.Equal("0.1", $"{Weights.DriftOf(byAsset, exposure, Selector("group:eth"))}"); // 0.5 - 0.4
        Assert.Equal("-0.1", $"{Weights.DriftOf(byAsset, exposure, Selector("group:usd"))}"); // 0.5 - 0.6
        var byGroup = Weights.Of(exposure, Targets("""{ "group:eth": 0.6, "USDC": 0.4 }"""), Book);
        Assert.Equal("-0.1", $"{Weights.DriftOf(byGroup, exposure, Selector("group:eth"))}");
        Assert.Null(Weights.DriftOf(byGroup, exposure, Selector("ETH"))); // it shares its group's target
        Assert.Equal("0.1", $"{Weights.DriftOf(byGroup, exposure, Selector("DAI"))}");
    }
}
