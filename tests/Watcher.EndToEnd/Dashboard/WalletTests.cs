using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Watcher.Devnet;
using static Microsoft.Playwright.Assertions;

namespace Watcher.EndToEnd.Dashboard;

public sealed class WalletTests(DashboardFixture fixture) : DashboardTest(fixture)
{
    [Fact]
    public async Task A_loan_shows_its_health_and_each_move_that_liquidates_it_to_the_digit()
    {
        await Watched.Eth(3_000m);
        await Open(PathOf(DevnetWallet.Borrower));
        var loan = await Loan(DevnetWallet.Borrower);
        await Expect(Page.Locator(".gauge .great .figure").First).ToHaveAttributeAsync("title", (string)loan["healthFactor"]!);
        await Expect(Page.GetByRole(AriaRole.Meter)).ToHaveAttributeAsync("aria-valuetext", "health factor 1.60, liquidation below 1");

        // WETH, USDC; the groups eth and usd; everything but USD.
        await Expect(Page.Locator(".axis li")).ToHaveCountAsync(5);
        var weth = loan["liquidation"]!["byAsset"]!.AsArray().Single(one => (string?)one!["symbol"] == "WETH")!;
        await Expect(Page.Locator(".axis li").First.Locator("small .figure").First).ToHaveAttributeAsync("title", $"{weth["priceUsd"]} USD");
        await Expect(Page.Locator(".axis li").First.Locator("small .figure").Last).ToHaveAttributeAsync("title", "3000 USD");
    }

    [Fact]
    public async Task A_range_says_where_the_price_is_in_it()
    {
        await Watched.Eth(3_000m);
        await Open(PathOf(DevnetWallet.Ranger));
        await Expect(Page.Locator(".range .band[aria-label^='In range: ']")).ToHaveCountAsync(2);
        await Expect(Page.Locator(".range .band[aria-label^='Out of range, ']")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Weights_stand_beside_their_targets()
    {
        await Open(PathOf(DevnetWallet.Provider));
        await Expect(Page.Locator(".weights li")).ToHaveCountAsync(3);
        await Expect(Page.Locator(".weights .target")).ToHaveCountAsync(3);
        await Expect(Page.Locator(".weights li", new() { HasText = "USDC" })).ToContainTextAsync("target 30.0%");
    }

    [Fact]
    public async Task What_if_is_computed_by_the_watcher()
    {
        await Watched.Eth(3_000m);
        await Open(PathOf(DevnetWallet.Borrower));
        var sliders = Page.Locator(".what-if input[type=range]");
        await sliders.First.FillAsync("-50");
        var row = Page.Locator(".what-if tbody tr").Last;
        await Expect(row).ToContainTextAsync("liquidated");

        // One collateral, in WETH, and debt in USDC: health falls as the price does, to the wei but for the truncation of its 8 decimals of USD.
        var now = decimal.Parse((await row.Locator("td").Nth(1).Locator(".figure").First.GetAttributeAsync("title"))!, CultureInfo.InvariantCulture);
        var then = decimal.Parse((await row.Locator("td").Nth(2).Locator(".figure").First.GetAttributeAsync("title"))!, CultureInfo.InvariantCulture);
        Assert.Equal(now / 2, then, 8);

        await Page.GetByRole(AriaRole.Button, new() { Name = "As it is" }).ClickAsync();
        await Expect(row).Not.ToContainTextAsync("liquidated");
    }

    [Fact]
    public async Task What_the_slider_has_moved_on_from_is_given_up()
    {
        await Watched.Eth(3_000m);
        await Open(PathOf(DevnetWallet.Borrower));
        const string First = "-10%";
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var givenUp = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Page.RequestFailed += (_, request) =>
        {
            if (request.PostData is { } body) givenUp.TrySetResult(body);
        };
        // The first is never answered.
        await Page.RouteAsync("**/api/v1/what-if", async route =>
        {
            if (route.Request.PostData is { } body && body.Contains(First, StringComparison.Ordinal)) asked.TrySetResult();
            else await route.ContinueAsync();
        });
        var slider = Page.Locator(".what-if input[type=range]").First;
        await slider.FillAsync("-10");
        await Expect(Page.Locator(".what-if output").First).ToHaveTextAsync("−10.0%");
        await asked.Task.WaitAsync(Chromium.Limit);
        await slider.FillAsync("-50");
        Assert.Contains(First, await givenUp.Task.WaitAsync(Chromium.Limit), StringComparison.Ordinal);
        await Expect(Page.Locator(".what-if tbody tr").Last).ToContainTextAsync("liquidated");
    }

    [Fact]
    public async Task The_history_tells_the_block_under_the_pointer_and_the_arrow_keys_go_from_one_to_the_next()
    {
        foreach (var usd in new[] { 2_990m, 2_980m, 3_000m }) await Watched.Eth(usd);
        await Open(PathOf(DevnetWallet.Borrower));
        await Page.GetByRole(AriaRole.Button, new() { Name = "1 y" }).ClickAsync();
        var chart = Page.Locator(".chart [role=slider]");
        await Expect(chart).ToBeVisibleAsync();
        await chart.FocusAsync();
        await Page.Keyboard.PressAsync("Home");

        var first = (await Samples())[0]!;
        await Expect(Page.Locator(".chart figcaption")).ToContainTextAsync($"block {first["block"]}");
        await Expect(Page.Locator(".chart figcaption strong .figure")).ToHaveAttributeAsync("title", (string)first["value"]!);
        await Expect(Page.Locator(".chart .hex")).ToHaveAttributeAsync("title", (string)first["blockHash"]!);
    }

    /// <summary>As the page asks for them.</summary>
    async Task<JsonArray> Samples()
    {
        var history = await Watched.Api($"/history?wallet={DevnetWallet.Borrower.Address}&chain=devnet&metric=healthFactor&since=365d&every=12h&aggregate=min");
        return history["series"]![0]!["samples"]!.AsArray();
    }
}
