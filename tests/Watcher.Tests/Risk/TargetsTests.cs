using System.Text.Json.Nodes;
using Watcher.Risk;
using Watcher.Settings;
using Xunit;

namespace Watcher.Tests.Risk;

public sealed class TargetsTests
{
    static List<string> Problems(string json)
    {
        var problems = new List<SettingsProblem>();
        Targets.Read(new(JsonNode.Parse(json)!.AsObject(), "Watcher:Wallets[0]:Targets", problems), Loans.Book);
        return [.. problems.Select(problem => problem.ToString())];
    }

    [Theory]
    [InlineData("""{ "WETH": 0.5, "USDC": 0.5 }""")]
    [InlineData("""{ "group:eth": "60%", "group:usd": 0.4 }""")]
    [InlineData("""{ "WETH": "1.5", "USDC": "-0.5" }""")]
    public void That_sum_to_one_are_fine(string json) => Assert.Empty(Problems(json));

    [Theory]
    [InlineData("""{ "WETH": 0.5, "USDC": 0.49 }""", "0.99")]
    [InlineData("""{ "WETH": 0.5, "USDC": 0.6 }""", "1.1")]
    public void That_do_not_sum_to_one_are_refused(string json, string sum) => Assert.Contains(Problems(json), problem => problem.Contains($"sum to {sum}"));

    [Fact]
    public void Of_an_unknown_symbol_are_refused_with_a_suggestion() =>
        Assert.Contains(Problems("""{ "USDX": 1 }"""), problem => problem.StartsWith("Watcher:Wallets[0]:Targets:USDX") && problem.Contains("'USDC'") && problem.Contains("address"));

    [Fact]
    public void That_name_one_asset_twice_are_refused() =>
        Assert.Contains(Problems($$"""{ "WETH": 0.5, "{{Loans.Eth.Address}}": 0.5 }"""), problem => problem.Contains("same asset"));

    [Fact]
    public void Absent_are_none() => Assert.Null(Targets.Read(new(null, "Targets", []), Loans.Book));
}
