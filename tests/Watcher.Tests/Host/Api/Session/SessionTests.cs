using System.Net;
using System.Text.Json.Nodes;
using Watcher.Host.Api.Session;
using Xunit;

namespace Watcher.Tests.Host.Api.Session;

public sealed class SessionTests(SharedApiWithToken shared) : IClassFixture<SharedApiWithToken>
{
    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    readonly RunningApi api = shared.Api;

    [Fact]
    public async Task The_token_buys_a_cookie_that_no_script_can_read_and_no_other_site_can_have_sent()
    {
        using var answer = await api.Send("POST", "/api/v1/session", token: RunningApi.Token);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Equal(["max-age=2592000", "path=/", "samesite=strict", "httponly"], cookie.Split("; ")[1..]);
        Assert.DoesNotContain(RunningApi.Token, cookie, StringComparison.Ordinal);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(("watcher.session/1", true), ((string?)json["schema"], (bool)json["token"]!));
        Assert.True(DateTimeOffset.Parse((string)json["until"]!, null) > Now.AddDays(29));
    }

    [Fact]
    public async Task Behind_https_the_cookie_is_for_https_only()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session");
        request.Headers.Add("Authorization", $"Bearer {RunningApi.Token}");
        request.Headers.Add("X-Watcher", "1");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await api.Http.SendAsync(request);
        Assert.Contains("; secure", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_stands_for_the_token_but_not_for_the_header_of_a_write()
    {
        var cookie = new Sessions(RunningApi.Token).Begin(Now.AddDays(1));
        Assert.Equal(HttpStatusCode.OK, await Status("GET", "/api/v1/config", cookie));
        Assert.Equal(HttpStatusCode.OK, await Status("GET", "/api/v1/events", cookie));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("DELETE", "/api/v1/silences/77", cookie, header: false));
        Assert.Equal(HttpStatusCode.NotFound, await Status("DELETE", "/api/v1/silences/77", cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("POST", "/api/v1/session", cookie));
    }

    [Fact]
    public async Task A_cookie_that_is_over_forged_or_of_another_token_is_none()
    {
        var good = new Sessions(RunningApi.Token).Begin(Now.AddDays(1));
        string[] bad =
        [
            "", "x", ".", "99999999999.", $"99999999999.{good.Split('.')[1]}", $"{good}0", good[..^1], RunningApi.Token,
            new Sessions(RunningApi.Token).Begin(Now), new Sessions("0123456789abcdef-wrong").Begin(Now.AddDays(1)),
        ];
        foreach (var cookie in bad) Assert.Equal(HttpStatusCode.Unauthorized, await Status("GET", "/api/v1/events", cookie));
    }

    [Theory]
    [InlineData("/api/v1/session", null, true, HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/session", "0123456789abcdef-wrong", true, HttpStatusCode.Unauthorized)]
    [InlineData($"/api/v1/session?token={RunningApi.Token}", null, true, HttpStatusCode.Unauthorized)]
    [InlineData($"/api/v1/session?token={RunningApi.Token}", RunningApi.Token, true, HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/session", RunningApi.Token, false, HttpStatusCode.Forbidden)]
    public async Task Without_the_token_in_its_header_there_is_no_cookie(string path, string? token, bool header, HttpStatusCode status)
    {
        using var answer = await api.Send("POST", path, token: token, header: header);
        Assert.Equal((status, false), (answer.StatusCode, answer.Headers.Contains("Set-Cookie")));
    }

    [Fact]
    public async Task It_is_taken_back()
    {
        using var answer = await api.Send("DELETE", "/api/v1/session", token: RunningApi.Token);
        Assert.StartsWith("watcher-session=; max-age=0;", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_token_is_configured_there_is_nothing_to_log_in_to()
    {
        await using var open = await RunningApi.Start();
        using var answer = await open.Send("POST", "/api/v1/session");
        Assert.Equal("""{"schema":"watcher.session/1","token":false}""", await answer.Content.ReadAsStringAsync());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    async Task<HttpStatusCode> Status(string method, string path, string cookie, bool header = true)
    {
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Add("Cookie", $"{Sessions.Cookie}={cookie}");
        if (header && method != "GET") request.Headers.Add("X-Watcher", "1");
        using var answer = await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }
}
