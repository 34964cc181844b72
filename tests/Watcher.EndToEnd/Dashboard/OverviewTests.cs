using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using Watcher.Devnet;
using Watcher.EndToEnd.Faults;
using static Microsoft.Playwright.Assertions;

namespace Watcher.EndToEnd.Dashboard;

public sealed class OverviewTests(DashboardFixture fixture) : DashboardTest(fixture)
{
    ILocator Rows => Page.Locator(".wallets tbody tr");

    ILocator Row(DevnetWallet wallet) => Rows.Filter(new() { HasText = wallet.Name });

    [Fact]
    public async Task The_nearest_danger_comes_first_and_is_the_headline()
    {
        await Watched.Eth(3_000m);
        await Open("/");
        // The looper is in e-mode at 1.05, so its distance is near 1 - 1/1.05; nobody else is below 1.3.
        await Expect(Rows.First).ToContainTextAsync(DevnetWallet.Looper.Name);
        await Expect(Page.Locator(".headline")).ToContainTextAsync(DevnetWallet.Looper.Name);
        await Expect(Page.Locator(".headline .great .figure")).ToHaveAttributeAsync("title", await DistanceOf(DevnetWallet.Looper));

        var titles = await Page.Locator(".wallets .far").EvaluateAllAsync<string[]>("all => all.map(one => one.title)");
        var distances = titles.Select(title => decimal.Parse(title, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(5, distances.Count);
        Assert.Equal(distances.Order(), distances);
    }

    [Fact]
    public async Task What_the_browser_was_told_to_read_ahead_is_what_the_overview_asks_for()
    {
        var asked = new ConcurrentQueue<IRequest>();
        Page.Request += (_, request) =>
        {
            if (request.Url.Contains("/api/v1/wallets", StringComparison.Ordinal)) asked.Enqueue(request);
        };
        await Open("/");
        await Expect(Page.Locator(".fresh")).ToHaveTextAsync("Live");
        // What the page got of the first it holds against the second, which it asks for when it begins to hear of changes.
        await Eventually.True(() => asked.Count > 1, "the page asks again");
        Assert.Null(await asked.First().HeaderValueAsync("if-none-match"));
        Assert.NotNull(await asked.ElementAt(1).HeaderValueAsync("if-none-match"));
    }

    [Fact]
    public async Task A_wallet_is_found_by_a_part_of_its_name_while_the_headline_stays_that_of_all()
    {
        await Watched.Eth(3_000m);
        await Open("/");
        await Page.GetByLabel("Find a wallet").FillAsync("RANG");
        await Expect(Rows).ToHaveCountAsync(1);
        await Expect(Rows).ToContainTextAsync(DevnetWallet.Ranger.Name);
        await Expect(Page.Locator(".headline")).ToContainTextAsync(DevnetWallet.Looper.Name);
        await Page.GetByLabel("Find a wallet").FillAsync("nobody");
        await Expect(Page.GetByText("No wallet is called that.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_move_of_prices_is_shown_without_a_reload()
    {
        await Watched.Eth(3_000m);
        await Open("/");
        await Expect(Page.Locator(".fresh")).ToHaveTextAsync("Live");
        await Page.EvaluateAsync("window.neverReloaded = true");
        await Expect(Row(DevnetWallet.Borrower)).ToContainTextAsync("OK");

        await Watched.Eth(1_950m);

        await Expect(Row(DevnetWallet.Borrower)).ToContainTextAsync("Danger");
        await Expect(Row(DevnetWallet.Borrower)).ToContainTextAsync("liquidation-critical");
        await Expect(Row(DevnetWallet.Borrower).Locator(".far")).ToHaveAttributeAsync("title", await DistanceOf(DevnetWallet.Borrower));
        Assert.True(await Page.EvaluateAsync<bool>("window.neverReloaded"));
        await Watched.Eth(3_000m);
    }

    [Fact]
    public async Task What_cannot_be_read_is_UNKNOWN_shows_no_figure_and_never_looks_well()
    {
        await Watched.Eth(3_000m);
        await Open("/");
        await Expect(Rows.First).ToContainTextAsync(DevnetWallet.Looper.Name);
        Watched.Proxy.Always(Fail.Drop);
        try
        {
            await Expect(Page.Locator(".headline")).ToContainTextAsync("UNKNOWN");
            await Expect(Page.Locator(".fresh")).ToHaveTextAsync("devnet not read");
            await Expect(Page.Locator(".wallets .badge.ok")).ToHaveCountAsync(0);
            await Expect(Page.Locator(".wallets .figure")).ToHaveCountAsync(0);
            await Expect(Rows.Filter(new() { HasText = "UNKNOWN" })).ToHaveCountAsync(DevnetWallet.All.Length);
            await Expect(Page.Locator(".headline")).Not.ToContainTextAsync("No loan");
            await Page.GetByRole(AriaRole.Link, new() { Name = DashboardFixture.Portfolio }).ClickAsync();
            await Expect(Page.GetByLabel("What is not known")).ToContainTextAsync($"{DevnetWallet.Borrower.Name} on devnet cannot be read since");
            await Expect(Page.Locator(".subject .badge")).ToHaveTextAsync("UNKNOWN");
            await Expect(Page.Locator(".weights, .facts")).ToHaveCountAsync(0);
            await Open("/");
        }
        finally
        {
            Watched.Proxy.Heal();
        }
        await Expect(Page.Locator(".headline .great")).Not.ToContainTextAsync("UNKNOWN");
    }

    async Task<string> DistanceOf(DevnetWallet wallet) => (string)(await Loan(wallet))["liquidationDistance"]!;
}
