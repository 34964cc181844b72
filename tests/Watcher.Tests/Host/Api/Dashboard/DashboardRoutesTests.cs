using System.Net;
using Xunit;

namespace Watcher.Tests.Host.Api.Dashboard;

/// <summary>The page as it is served; its files here are stand-ins.</summary>
public sealed class DashboardRoutesTests(DashboardRoutesTests.Served served) : IClassFixture<DashboardRoutesTests.Served>
{
    const string Index = "<!doctype html><title>Watcher</title>";

    [Theory]
    [InlineData("/")]
    [InlineData("/alerts")]
    [InlineData("/alerts/a1")]
    [InlineData("/system")]
    [InlineData("/wallets/devnet/0x0000000000000000000000000000000000000001")]
    public async Task Every_view_has_an_address_which_is_never_kept(string path)
    {
        using var answer = await served.Api.Send("GET", path);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(Index, await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_overview_comes_with_what_it_will_ask_for_first_and_no_other_view_does()
    {
        using var overview = await served.Api.Send("GET", "/");
        var first = Assert.Single(overview.Headers.GetValues("Link")).Split(';')[0].Trim('<', '>');
        using var wallets = await served.Api.Send("GET", first);
        Assert.Equal(HttpStatusCode.OK, wallets.StatusCode);
        using var other = await served.Api.Send("GET", "/alerts");
        Assert.False(other.Headers.Contains("Link"));
    }

    [Fact]
    public async Task What_bears_its_content_in_its_name_is_kept_for_ever()
    {
        using var answer = await served.Api.Send("GET", "/assets/index-1a2b.js");
        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Nothing_inline_runs_nobody_frames_it_and_no_text_becomes_markup()
    {
        using var answer = await served.Api.Send("GET", "/");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/assets/..%2findex.html")]
    [InlineData("/assets/..%2f..%2fsecret.js")]
    [InlineData("/assets/..%5c..%5csecret.js")]
    [InlineData("/assets/%2e%2e%2f%2e%2e%2fsecret.js")]
    [InlineData("/assets/.hidden.js")]
    [InlineData("/assets/notes.txt")]
    [InlineData("/assets/no-such-file.js")]
    public async Task No_name_leads_out_of_the_page_or_to_what_is_not_of_it(string path)
    {
        using var answer = await served.Api.Send("GET", path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_is_an_answer_without_its_body()
    {
        using var answer = await served.Api.Send("HEAD", "/");
        Assert.Equal((HttpStatusCode.OK, (long?)Index.Length), (answer.StatusCode, answer.Content.Headers.ContentLength));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_build_without_the_page_says_what_to_do()
    {
        await using var api = await RunningApi.Start();
        using var answer = await api.Send("GET", "/");
        Assert.Equal((HttpStatusCode.NotFound, "text/plain"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Install Node.js and build again", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>A page of three files, and a secret beside it.</summary>
    public sealed class Served : IAsyncLifetime
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watcher-page-");

        internal RunningApi Api { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var page = folder.CreateSubdirectory("page");
            var assets = page.CreateSubdirectory("assets");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "secret.js"), "secret");
            await File.WriteAllTextAsync(Path.Combine(page.FullName, "index.html"), Index);
            foreach (var name in (string[])["index-1a2b.js", ".hidden.js", "notes.txt"])
                await File.WriteAllTextAsync(Path.Combine(assets.FullName, name), "secret");
            Api = await RunningApi.Start(page: page.FullName);
        }

        public async Task DisposeAsync()
        {
            await Api.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
