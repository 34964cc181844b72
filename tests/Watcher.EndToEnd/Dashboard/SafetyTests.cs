using Microsoft.Playwright;
using Watcher.Devnet;
using static Microsoft.Playwright.Assertions;

namespace Watcher.EndToEnd.Dashboard;

public sealed class SafetyTests(DashboardFixture fixture) : DashboardTest(fixture)
{
    [Fact]
    public async Task Hostile_names_are_text_and_nothing_else()
    {
        await Open("/");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = DashboardFixture.HostileLabel })).ToBeVisibleAsync();
        await Open(PathOf(DevnetWallet.Odd));
        await Expect(Page.Locator("h1")).ToHaveTextAsync(DashboardFixture.HostileLabel);
        // As the token's contract gives it, without the characters that turn text around or ring a bell.
        await Expect(Page.Locator(".asset", new() { HasText = "=cmd()|'/C calc'!A0[red]<b>" })).ToBeVisibleAsync();
        Assert.Equal(0, await Page.Locator("main img, main b").CountAsync());
        Assert.True(await Page.EvaluateAsync<bool>("window.hacked === undefined"));
    }

    [Fact]
    public async Task Text_never_becomes_markup_even_where_a_script_tries()
    {
        await Open("/");
        Assert.Contains("TrustedHTML", await Thrown("() => { document.body.innerHTML = '<img src=x>'; }"), StringComparison.Ordinal);
        await Page.EvaluateAsync("() => document.head.append(Object.assign(document.createElement('style'), { textContent: 'body { display: none }' }))");
        await Expect(Page.Locator("body")).ToBeVisibleAsync();
        Assert.Contains(Troubles, trouble => trouble.Contains("style-src", StringComparison.Ordinal));
        Forgive();
    }

    [Fact]
    public async Task The_token_is_given_once_never_in_an_address_and_signing_out_ends_also_what_was_copied()
    {
        await Page.Context.ClearCookiesAsync();
        await Page.GotoAsync("/");
        await SignIn("0123456789abcdef-wrong");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("token");
        await Reloading(() => SignIn(DashboardFixture.Token));
        await Expect(Page.Locator(".headline")).ToBeVisibleAsync();
        Assert.DoesNotContain(DashboardFixture.Token, Page.Url, StringComparison.Ordinal);
        Assert.Equal("", await Page.EvaluateAsync<string>("document.cookie"));

        var copied = (await Page.Context.CookiesAsync()).Single();
        await Open("/system");
        await Reloading(() => Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync());
        await Expect(Page.GetByLabel("Token")).ToBeVisibleAsync();
        await Page.Context.AddCookiesAsync([new() { Name = copied.Name, Value = copied.Value, Url = Watched.Url.ToString() }]);
        await Page.GotoAsync("/");
        await Expect(Page.GetByLabel("Token")).ToBeVisibleAsync();
    }

    async Task SignIn(string token)
    {
        await Page.GetByLabel("Token").FillAsync(token);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
    }

    /// <summary>Does what makes the page load itself anew, and waits until it has: what it shows until then it may have shown before.</summary>
    async Task Reloading(Func<Task> act)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Page.Load += (_, _) => loaded.TrySetResult();
        await act();
        await loaded.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    Task<string> Thrown(string script) =>
        Page.EvaluateAsync<string>($"() => {{ try {{ ({script})(); return ''; }} catch (error) {{ return String(error); }} }}");
}
