using System.Text.Json.Nodes;
using Watcher.Host.Config;
using Watcher.Settings;
using Xunit;

namespace Watcher.Tests.Host;

public sealed class BudgetSectionTests
{
    readonly List<SettingsProblem> problems = [];

    [Fact]
    public void A_budget_is_read_with_its_exceptions_by_host()
    {
        var budget = Read("""{ "Budget": { "CallsPerDay": 100000, "MaxUnread": "10m", "Hosts": { "small.example": 5000 } } }""");
        Assert.Equal((100_000, TimeSpan.FromMinutes(10), 5_000), (budget!.CallsPerDay, budget.MaxUnread, budget.CallsOf("small.example#1")));
        Assert.Empty(problems);
    }

    [Fact]
    public void Without_a_budget_there_is_none() => Assert.Null(Read("{ }"));

    /// <summary>144 readings of 8 calls are 1,152; 1,000 calls are 125 readings, one each 11.52 minutes.</summary>
    [Fact]
    public void One_that_cannot_hold_its_promise_is_refused_with_the_numbers_and_the_remedy()
    {
        Read("""{ "Budget": { "CallsPerDay": 1000, "MaxUnread": "10m" } }""");
        Assert.Equal("Watcher:Chains:devnet:Budget:CallsPerDay: 1000 calls a day cannot read each wallet every 10m: that takes 144 readings of about 8 calls; "
            + "allow 1152 calls, or a MaxUnread of 12m", Assert.Single(problems).ToString());
    }

    [Fact]
    public void So_is_one_host_s()
    {
        Read("""{ "Budget": { "CallsPerDay": 100000, "Hosts": { "small.example": 10 } } }""");
        Assert.Equal("Watcher:Chains:devnet:Budget:Hosts:small.example", Assert.Single(problems).Path);
    }

    [Theory]
    [InlineData("""{ "Budget": { "MaxUnread": "10m" } }""", "CallsPerDay")]
    [InlineData("""{ "Budget": { "CallsPerDay": 0 } }""", "CallsPerDay")]
    [InlineData("""{ "Budget": { "CallsPerDay": 10000, "MaxUnread": "0s" } }""", "MaxUnread")]
    [InlineData("""{ "Budget": { "CallsPerDay": 10000, "PerHour": 3 } }""", "PerHour")]
    public void What_makes_no_sense_is_named(string json, string key)
    {
        Read(json);
        Assert.Equal($"Watcher:Chains:devnet:Budget:{key}", Assert.Single(problems).Path);
    }

    Watcher.Planning.CallBudget? Read(string json) => BudgetSection.Read(new(JsonNode.Parse(json)!.AsObject(), "Watcher:Chains:devnet", problems));
}
