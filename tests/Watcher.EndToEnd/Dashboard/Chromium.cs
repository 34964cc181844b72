using System.Reflection;
using Microsoft.Playwright;

namespace Watcher.EndToEnd.Dashboard;

/// <summary>Debian's browser, driven by Playwright from its package.</summary>
static class Chromium
{
    /// <summary>
    /// No sandbox: the tests run as root in containers. Nothing is asked of the network. The address bar's own pages, which the browser loads
    /// behind every new window, would take the processor from ours.
    /// </summary>
    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
    ];

    /// <summary>How long anything in the browser may take: far longer than anything takes, also on a busy machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    public static Task<IBrowser> Start(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Find(Names) ?? throw Missing("chromium", "Debian's package chromium (apt-get install chromium)"),
        Args = Arguments,
        Timeout = (float)Limit.TotalMilliseconds,
    });

    public static Task<IPlaywright> Driver()
    {
        var package = typeof(Chromium).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "PlaywrightDriver").Value;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", package);
        Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", Find(["node"]) ?? throw Missing("node", "Node.js 20"));
        Assertions.SetDefaultExpectTimeout((float)Limit.TotalMilliseconds);
        return Playwright.CreateAsync();
    }

    static FileNotFoundException Missing(string program, string remedy) => new($"{program} is missing: install {remedy}");

    static string? Find(IEnumerable<string> names) =>
        (from name in names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         select Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
