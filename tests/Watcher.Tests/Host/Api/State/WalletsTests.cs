using System.Net;
using System.Text.Json.Nodes;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Api.State;

public sealed class WalletsTests(SharedApi shared) : IClassFixture<SharedApi>
{
    readonly RunningApi api = Read(shared.Api);

    static RunningApi Read(RunningApi api)
    {
        api.Read(Some.Block(7), Some.Good(Some.Block(7), 7));
        return api;
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("?find=REAS", 1)]
    [InlineData("?find=0x00000000000000000000000000000000000000aa", 1)]
    [InlineData("?find=devn", 1)]
    [InlineData("?find=nobody", 0)]
    [InlineData("?portfolio=DAO", 1)]
    [InlineData("?wallet=treasury&chain=devnet&limit=1", 1)]
    public async Task A_wallet_is_found_by_its_label_address_chain_and_portfolio(string query, int found)
    {
        var json = await api.Json($"/api/v1/wallets{query}");
        Assert.Equal((found, found), ((int)json["total"]!, json["wallets"]!.AsArray().Count));
        Assert.Equal("dao", (string?)Assert.Single(json["portfolios"]!.AsArray())!["label"]);
    }

    [Theory]
    [InlineData("/api/v1/wallets")]
    [InlineData("/api/v1/history")]
    public async Task A_portfolio_that_is_not_configured_is_refused(string path)
    {
        using var answer = await api.Send("GET", $"{path}?portfolio=doa");
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((HttpStatusCode.BadRequest, "portfolio"), (answer.StatusCode, (string?)problem["parameter"]));
        Assert.Contains("dao", (string)problem["detail"]!, StringComparison.Ordinal);
    }
}
