using System.Net;
using System.Text.Json.Nodes;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Api.State;

public sealed class PositionsTests
{
    [Fact]
    public async Task The_nearest_to_liquidation_comes_first_and_each_is_as_in_its_report()
    {
        await using var api = await RunningApi.Start();
        api.Read(Some.Block(7), Some.Good(Some.Block(7), 7), Loaned.Good(Some.Block(7), Loaned.Loan("8000", "far"), Loaned.Loan("15000", "near")));
        var json = await api.Json("/api/v1/positions");
        Assert.Equal(["near", "far", $"devnet/wallet/{Some.Wallet}"], Ids(json));
        var near = json["positions"]![0]!.AsObject();
        Assert.Equal(("treasury", "devnet", 7), ((string?)near["label"], (string?)near["chain"], (int)near["block"]!["number"]!));
        foreach (var own in new[] { "wallet", "label", "chain", "block" }) near.Remove(own);
        Assert.Equal((await api.Json("/api/v1/report"))["reports"]![0]!["positions"]![2]!.ToJsonString(), near.ToJsonString());

        Assert.Equal((3, "near"), ((int)(await api.Json("/api/v1/positions?limit=1"))["total"]!, Assert.Single(Ids(await api.Json("/api/v1/positions?limit=1")))));
        Assert.Equal(["near", "far"], Ids(await api.Json("/api/v1/positions?kind=lending&wallet=treasury&chain=devnet")));
        Assert.Equal(["near", "far"], Ids(await api.Json("/api/v1/positions?protocol=lender")));
    }

    [Fact]
    public async Task What_could_not_be_read_is_told_also_where_no_position_is_known()
    {
        await using var api = await RunningApi.Start();
        api.Read(Some.Block(7), Some.Good(Some.Block(7), 7), Some.Unreadable(Some.Block(7), Loaned.Lender));
        var unknown = Assert.Single((await api.Json("/api/v1/positions?kind=lending"))["unknown"]!.AsArray())!;
        Assert.Equal(("treasury", "devnet/lender/main", "timeout"), ((string?)unknown["label"], (string?)unknown["what"], (string?)unknown["reason"]));
    }

    [Theory]
    [InlineData("/api/v1/report")]
    [InlineData("/api/v1/positions?kind=wallet")]
    public async Task The_tag_is_of_the_blocks_and_of_what_could_not_be_read_there(string path)
    {
        await using var api = await RunningApi.Start();
        api.Read(Some.Block(7), Some.Good(Some.Block(7), 7));
        var first = await Tag();
        api.Read(Some.Block(7), Some.Good(Some.Block(7), 7));
        Assert.Equal((first.Tag, HttpStatusCode.NotModified), await Tag(first.Tag));
        api.Read(Some.Block(7), Some.Good(Some.Block(7), 7), Some.Unreadable(Some.Block(7), Loaned.Lender));
        var unread = await Tag(first.Tag);
        api.Read(Some.Block(7, fork: 1), Some.Good(Some.Block(7, fork: 1), 7));
        var reorganised = await Tag(unread.Tag);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (unread.Status, reorganised.Status));
        Assert.Equal(3, new[] { first.Tag, unread.Tag, reorganised.Tag }.Distinct().Count());

        async Task<(string Tag, HttpStatusCode Status)> Tag(string? known = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (known is not null) request.Headers.Add("If-None-Match", known);
            using var answer = await api.Http.SendAsync(request);
            return (answer.Headers.ETag!.ToString(), answer.StatusCode);
        }
    }

    static IEnumerable<string?> Ids(JsonNode json) => json["positions"]!.AsArray().Select(position => (string?)position!["id"]);
}
