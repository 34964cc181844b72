using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Playwright;
using Watcher.Devnet;
using Watcher.EndToEnd.Dashboard;

namespace Watcher.Benchmarks;

/// <summary>How soon the page shows the first of 1,000 wallets, each time in a browser that has seen nothing of it, while the service reads on.</summary>
static class PageBenchmark
{
    const int Wallets = 1000, Openings = 11;

    public static async Task<ImmutableArray<Figure>> Run()
    {
        await using var node = await DevnetNode.Start();
        await using var watcher = new WatcherProcess(DevnetCycle.Settings(node, await node.Populate(Wallets, seed: 1)), api: true);
        await watcher.Until(() => watcher.Cycles > 0);
        using var playwright = await Chromium.Driver();
        await using var browser = await Chromium.Start(playwright);
        var took = new List<double>();
        for (var i = 0; i < Openings; i++) took.Add(await Open(browser, watcher.Page));
        return
        [
            new($"the first of {Wallets:N0} wallets on the page, from its opening, median of {Openings}", Cost.Median(took), "ms", 1000),
            new("... the slowest", took.Max(), "ms"),
        ];
    }

    static async Task<double> Open(IBrowser browser, Uri url)
    {
        var context = await browser.NewContextAsync();
        try
        {
            var page = await context.NewPageAsync();
            var opened = Stopwatch.GetTimestamp();
            await page.GotoAsync(url.ToString(), new() { WaitUntil = WaitUntilState.Commit });
            await page.Locator(".wallets tbody tr").First.WaitForAsync();
            return Stopwatch.GetElapsedTime(opened).TotalMilliseconds;
        }
        finally
        {
            await context.CloseAsync();
        }
    }
}
