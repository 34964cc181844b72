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
    public async Task Where_a_token_is_asked_for_it_is_given_once_and_never_in_an_address()
    {
        string? given = null;
        await Page.RouteAsync("**/api/v1/**", route =>
            given is null ? route.FulfillAsync(new() { Status = 401, Json = new { detail = "send the token" } }) : route.ContinueAsync());
        await Page.RouteAsync("**/api/v1/session", async route =>
        {
            given = await route.Request.HeaderValueAsync("Authorization");
            await route.FulfillAsync(new() { Json = new { schema = "watcher.session/1" } });
        });
        await Page.GotoAsync("/");
        await Page.GetByLabel("Token").FillAsync("0123456789abcdef");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
        await Expect(Page.Locator(".headline")).ToBeVisibleAsync();
        Assert.Equal("Bearer 0123456789abcdef", given);
        Assert.DoesNotContain("0123456789abcdef", Page.Url, StringComparison.Ordinal);
    }

    Task<string> Thrown(string script) =>
        Page.EvaluateAsync<string>($"() => {{ try {{ ({script})(); return ''; }} catch (error) {{ return String(error); }} }}");
}
