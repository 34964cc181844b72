using System.Text.Json;
using Microsoft.Playwright;
using Watcher.Devnet;
using static Microsoft.Playwright.Assertions;

namespace Watcher.EndToEnd.Dashboard;

/// <summary>For those who use a keyboard, hear the page, or hold it in a hand.</summary>
public sealed class AccessTests(DashboardFixture fixture) : DashboardTest(fixture)
{
    static readonly string Axe = File.ReadAllText(Path.Combine(Checkout(), "src", "Watcher.Dashboard", "node_modules", "axe-core", "axe.min.js"));

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Axe_finds_nothing_on_any_view(ColorScheme scheme, int width)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Page.SetViewportSizeAsync(width, 844);
        var alert = (await Watched.Api("/alerts"))["alerts"]![0]!["id"];
        var wallets = new[] { DevnetWallet.Borrower, DevnetWallet.Ranger, DevnetWallet.Provider }.Select(PathOf);
        foreach (var path in (string[])["/", .. wallets, $"/portfolios/{DashboardFixture.Portfolio}", "/alerts", $"/alerts/{alert}", "/system"])
        {
            await Open(path);
            await Expect(Page.Locator(".section").First).ToBeVisibleAsync();
            await Page.EvaluateAsync(Axe);
            var found = await Page.EvaluateAsync<JsonElement>(
                "() => axe.run().then(run => run.violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' ')}`))");
            Assert.True(found.GetArrayLength() == 0, $"{path} {scheme} {width}: {found}");
            Assert.Equal(width, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task From_the_top_to_a_wallet_and_an_alert_by_keyboard_alone()
    {
        await Watched.Eth(3_000m);
        await Open("/");
        await Expect(Page.Locator(".wallets")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "To the content" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator(".headline a")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("h1")).ToHaveTextAsync(DevnetWallet.Looper.Name);
        await Expect(Page.Locator("main")).ToBeFocusedAsync();

        var silence = Page.Locator(".alerts > li", new() { HasText = "liquidation-distance" }).GetByRole(AriaRole.Button, new() { Name = "Silence" });
        await silence.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(silence).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_chosen_colours_stay()
    {
        await Open("/");
        var choice = Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Colours: ") });
        await choice.ClickAsync();
        await choice.ClickAsync();
        await Open("/system");
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    static string Checkout()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Watcher.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
