using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Watcher.Devnet;
using static Microsoft.Playwright.Assertions;

namespace Watcher.EndToEnd.Dashboard;

public sealed class AlertTests(DashboardFixture fixture) : DashboardTest(fixture)
{
    /// <summary>The looper's alerts fire from the start and never clear: the tests take one each.</summary>
    ILocator Of(string rule) => Page.Locator(".alerts > li", new() { HasText = rule });

    [Fact]
    public async Task An_acknowledgement_arrives_in_the_store_and_comes_back()
    {
        await Open(PathOf(DevnetWallet.Looper));
        await Of("liquidation-critical").GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Expect(Of("liquidation-critical")).ToContainTextAsync("acknowledged");
        Assert.True((bool)(await Stored("liquidation-critical"))["acknowledged"]!);
    }

    [Fact]
    public async Task A_silence_is_asked_for_with_its_reason_and_can_be_ended()
    {
        await Open(PathOf(DevnetWallet.Looper));
        await Of("liquidation-warning").GetByRole(AriaRole.Button, new() { Name = "Silence" }).ClickAsync();
        await Page.GetByLabel("For").SelectOptionAsync("8h");
        await Page.GetByLabel("Why").FillAsync("moving the loan");
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Silence" }).ClickAsync();
        await Expect(Of("liquidation-warning")).ToContainTextAsync("silenced");

        var silence = (await Watched.Api("/silences"))["silences"]![0]!;
        var length = (DateTimeOffset)silence["until"]! - (DateTimeOffset)silence["created"]!;
        Assert.Equal(("moving the loan", TimeSpan.FromHours(8)), ((string?)silence["note"], length));

        await Open("/system");
        await Page.GetByRole(AriaRole.Button, new() { Name = "End the silence" }).ClickAsync();
        await Expect(Page.GetByText("Nothing is silenced.")).ToBeVisibleAsync();
        Assert.False((bool)(await Stored("liquidation-warning"))["silenced"]!);
    }

    [Fact]
    public async Task The_link_of_a_notification_leads_to_the_life_of_its_alert_and_its_receipts()
    {
        var alert = await Stored("liquidation-distance");
        await Open($"/alerts/{alert["id"]}");
        await Expect(Page.Locator("h1")).ToHaveTextAsync("liquidation-distance");
        await Expect(Page.Locator(".life-of li")).ToContainTextAsync(["fired"]);
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Tries to deliver" })).ToContainTextAsync("delivered");
        await Page.GetByRole(AriaRole.Link, new() { Name = "To looper as it is now" }).ClickAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync(DevnetWallet.Looper.Name);
    }

    async Task<JsonNode> Stored(string rule) => (await Watched.Api("/alerts"))["alerts"]!.AsArray()
        .First(alert => (string?)alert!["rule"] == rule && (string?)alert["label"] == DevnetWallet.Looper.Name)!;
}
