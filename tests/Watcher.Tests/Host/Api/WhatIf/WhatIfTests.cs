using System.Net;
using System.Text.Json.Nodes;
using Watcher.Tests.Risk;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Api.WhatIf;

public sealed class WhatIfTests(SharedApi shared) : IClassFixture<SharedApi>
{
    static readonly string Ether = $"{Loans.Eth.Address}";

    readonly RunningApi api = Read(shared.Api);

    static RunningApi Read(RunningApi api)
    {
        api.Read(Some.Block(7), Some.Good(Some.Block(7), 7), Loaned.Good(Some.Block(7), Loaned.Loan("12800")));
        return api;
    }

    [Fact]
    public async Task Positions_are_made_anew_at_shocked_prices()
    {
        var json = await WhatIf(Shocked("-10%"));
        Assert.Equal($$"""{"shocks":{"{{Ether}}":"-0.1"},"days":0}""", json["scenario"]!.ToJsonString());
        var loan = json["reports"]![0]!["positions"]![1]!;
        Assert.Equal(("1.125", "18000"), ((string?)loan["healthFactor"], (string?)loan["collateralUsd"])); // 0.8 * 18,000 / 12,800
        Assert.Equal("7", (string?)json["reports"]![0]!["block"]!["number"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"shocks":{"{0}":-0.1},"days":1.5}""")]
    [InlineData("""{"shocks":{"{0}":"-0.1"},"days":"1.5"}""")]
    public async Task Changes_and_days_are_numbers_or_texts(string body) =>
        Assert.Equal($$"""{"shocks":{"{{Ether}}":"-0.1"},"days":1.5}""", (await WhatIf(body.Replace("{0}", Ether, StringComparison.Ordinal)))["scenario"]!.ToJsonString());

    [Fact]
    public async Task Nothing_supposed_is_the_report_itself()
    {
        var json = (await WhatIf("{}")).AsObject();
        Assert.Equal("""{"shocks":{},"days":0}""", json["scenario"]!.ToJsonString());
        json.Remove("scenario");
        Assert.Equal((await api.Json("/api/v1/report")).ToJsonString(), json.ToJsonString());
    }

    [Fact]
    public void It_is_given_up_as_soon_as_nobody_waits_for_it_any_more()
    {
        const int wallets = 100_000;
        using var gone = new CancellationTokenSource();
        var (report, begun) = (api.Ledger.Latest.Reports[0], 0);
        Assert.ThrowsAny<OperationCanceledException>(() => api.Assessor.Suppose(Many(), [], BigDecimal.Zero, Some.Genesis, gone.Token));
        Assert.InRange(begun, 10, wallets - 1);

        IEnumerable<Watcher.Reports.WalletReport> Many()
        {
            while (begun < wallets)
            {
                if (++begun == 10) gone.Cancel();
                yield return report;
            }
        }
    }

    [Fact]
    public async Task No_alert_hears_of_it()
    {
        var (before, report) = (api.Store.Alerts.List(), await api.Json("/api/v1/report"));
        Assert.Equal("breach", (string?)(await WhatIf(Shocked("-50%")))["reports"]![0]!["status"]);
        Assert.Equal(before.Length, api.Store.Alerts.List().Length);
        Assert.Equal(report.ToJsonString(), (await api.Json("/api/v1/report")).ToJsonString());
    }

    [Theory]
    [InlineData("""{"shocks":"ETH=-30%"}""", "shocks")]
    [InlineData("""{"shocks":["ETH"]}""", "shocks")]
    [InlineData("""{"shocks":{"ETH":{"by":1}}}""", "shocks")]
    [InlineData("""{"shocks":{"ETH":"-100%"}}""", "shocks")]
    [InlineData("""{"shocks":{"ETH":-1}}""", "shocks")]
    [InlineData("""{"shocks":{"ETH":"1e3"}}""", "shocks")]
    [InlineData("""{"shocks":{"ETH":"100001%"}}""", "shocks")]
    [InlineData("""{"shocks":{"ETH":"-1%","eth":"-2%"}}""", "shocks")]
    [InlineData("""{"shocks":{"ETHH":"-1%"}}""", "shocks")]
    [InlineData("""{"shocks":{"group:moon":"-1%"}}""", "shocks")]
    [InlineData("""{"shocks":{"":"-1%"}}""", "shocks")]
    [InlineData("""{"days":-1}""", "days")]
    [InlineData("""{"days":"many"}""", "days")]
    [InlineData("""{"days":3651}""", "days")]
    [InlineData("""{"days":{}}""", "days")]
    [InlineData("""{"wallet":"tresury"}""", "wallet")]
    [InlineData("""{"wallet":7}""", "wallet")]
    [InlineData("""{"chain":"devnett"}""", "chain")]
    public async Task What_cannot_be_supposed_is_refused_with_the_field_that_is_wrong(string body, string parameter)
    {
        using var answer = await api.Send("POST", "/api/v1/what-if", body);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((HttpStatusCode.BadRequest, parameter), (answer.StatusCode, (string?)problem["parameter"]));
    }

    [Fact]
    public async Task More_shocks_than_may_be_are_refused()
    {
        var many = string.Join(',', Enumerable.Range(0, 21).Select(i => $"\"{Loans.AddressOf((byte)i)}\":0"));
        using var answer = await api.Send("POST", "/api/v1/what-if", """{"shocks":{""" + many + "}}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    static string Shocked(string change) => $$"""{"wallet":"treasury","shocks":{"{{Ether}}":"{{change}}"} }""";

    async Task<JsonNode> WhatIf(string body)
    {
        using var answer = await api.Send("POST", "/api/v1/what-if", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }
}
