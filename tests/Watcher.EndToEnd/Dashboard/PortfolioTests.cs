using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Watcher.Devnet;
using static Microsoft.Playwright.Assertions;

namespace Watcher.EndToEnd.Dashboard;

public sealed class PortfolioTests(DashboardFixture fixture) : DashboardTest(fixture)
{
    [Fact]
    public async Task A_portfolio_shows_its_weights_beside_their_targets_its_wallets_and_what_it_breaches()
    {
        await Watched.Eth(3_000m);
        await Open("/");
        await Page.GetByRole(AriaRole.Link, new() { Name = DashboardFixture.Portfolio }).ClickAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync(DashboardFixture.Portfolio);

        var portfolio = (await Watched.Api("/wallets"))["portfolios"]![0]!;
        foreach (var (name, field) in new[] { ("Largest drift", "maxDrift"), ("Turnover to the targets", "turnover"), ("Concentration", "concentration") })
            await Expect(Page.Locator(".facts > div", new() { HasText = name }).Locator(".figure")).ToHaveAttributeAsync("title", (string)portfolio[field]!);
        await Expect(Page.Locator(".weights li", new() { HasText = "group eth" })).ToContainTextAsync("target 60.0%");
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Rules whose conditions hold" })).ToContainTextAsync("maxDrift > 0.1%");

        await Page.GetByRole(AriaRole.Button, new() { Name = "1 y" }).ClickAsync();
        await Expect(Page.Locator(".chart [role=slider]")).ToBeVisibleAsync();
        await Expect(Page.Locator(".chart figcaption strong .figure")).ToHaveAttributeAsync("title", (string)(await LastSample())["value"]!);

        await Expect(Page.Locator(".wallets tbody tr")).ToHaveCountAsync(2);
        await Page.Locator(".wallets").GetByRole(AriaRole.Link, new() { Name = DevnetWallet.Provider.Name }).ClickAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync(DevnetWallet.Provider.Name);
    }

    /// <summary>As the page asks for it.</summary>
    async Task<JsonNode> LastSample() =>
        (await Watched.Api($"/history?portfolio={DashboardFixture.Portfolio}&metric=netUsd&since=365d&every=12h"))["series"]![0]!["samples"]!.AsArray()[^1]!;

    [Fact]
    public async Task The_alert_of_a_portfolio_leads_to_its_page()
    {
        var alerts = (await Watched.Api("/alerts?state=firing&limit=10000"))["alerts"]!.AsArray();
        var alert = alerts.First(one => (string?)one!["label"] == DashboardFixture.Portfolio)!;
        await Open($"/alerts/{alert["id"]}");
        await Page.GetByRole(AriaRole.Link, new() { Name = $"To {DashboardFixture.Portfolio} as it is now" }).ClickAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync(DashboardFixture.Portfolio);
        await Expect(Page.Locator(".alerts > li").First).ToContainTextAsync("off-target");
    }
}
