using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Watcher.Devnet;
using static Microsoft.Playwright.Assertions;

namespace Watcher.EndToEnd.Dashboard;

/// <summary>
/// A test of the page, with a memory of its own in the browser. Whatever it does, nothing may be refused by the page's policy or fail in its scripts.
/// </summary>
[Collection(DashboardCollection.Name)]
public abstract class DashboardTest(DashboardFixture fixture) : IAsyncLifetime
{
    readonly ConcurrentQueue<string> troubles = new();
    IBrowserContext context = null!;

    protected DashboardFixture Watched => fixture;

    protected IPage Page { get; private set; } = null!;

    /// <summary>What the browser complained of so far.</summary>
    protected IReadOnlyCollection<string> Troubles => troubles;

    public virtual async Task InitializeAsync()
    {
        context = await fixture.Browser.NewContextAsync(new()
        {
            BaseURL = fixture.Url.ToString(),
            ViewportSize = new() { Width = 1280, Height = 900 },
        });
        context.SetDefaultTimeout((float)Chromium.Limit.TotalMilliseconds);
        await context.AddCookiesAsync([fixture.Session]);
        Page = await context.NewPageAsync();
        Page.PageError += (_, error) => troubles.Enqueue(error);
        Page.Console += (_, message) =>
        {
            if (IsPolicy(message.Text)) troubles.Enqueue(message.Text);
        };
    }

    public virtual async Task DisposeAsync()
    {
        await context.CloseAsync();
        Assert.Empty(troubles);
    }

    /// <summary>Opens a view and waits until what it shows was read.</summary>
    protected async Task Open(string path)
    {
        await Page.GotoAsync(path);
        await Expect(Page.GetByText("Reading …")).ToHaveCountAsync(0);
        await Expect(Page.Locator("h1")).ToHaveCountAsync(1);
    }

    /// <summary>The wallet's only loan, as the API tells it.</summary>
    protected async Task<JsonNode> Loan(DevnetWallet wallet)
    {
        var report = (await fixture.Api($"/report?wallet={wallet.Address}"))["reports"]![0]!;
        return report["positions"]!.AsArray().Single(position => (string?)position!["kind"] == "lending")!;
    }

    protected static string PathOf(DevnetWallet wallet) => $"/wallets/devnet/{wallet.Address}";

    /// <summary>Taken by a test that has provoked them.</summary>
    protected void Forgive() => troubles.Clear();

    static bool IsPolicy(string text) =>
        text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) || text.Contains("Trusted", StringComparison.OrdinalIgnoreCase);
}
