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
        var cookie = await Begin();
        Assert.Equal(HttpStatusCode.OK, await Status("GET", "/api/v1/config", cookie));
        Assert.Equal(HttpStatusCode.OK, await Status("GET", "/api/v1/events", cookie));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("DELETE", "/api/v1/silences/77", cookie, header: false));
        Assert.Equal(HttpStatusCode.NotFound, await Status("DELETE", "/api/v1/silences/77", cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("POST", "/api/v1/session", cookie));
    }

    [Fact]
    public async Task A_cookie_that_is_forged_or_of_another_run_is_none()
    {
        var good = await Begin();
        string[] bad = ["", "x", $"{good}0", good[..^1], good.ToUpperInvariant(), RunningApi.Token, new Sessions().Begin(Now.AddDays(1))];
        foreach (var cookie in bad) Assert.Equal(HttpStatusCode.Unauthorized, await Status("GET", "/api/v1/events", cookie));
    }

    [Fact]
    public void A_session_is_over_at_its_end()
    {
        var sessions = new Sessions();
        var value = sessions.Begin(Now);
        Assert.Equal((true, false), (sessions.Holds(value, Now.AddSeconds(-1)), sessions.Holds(value, Now)));
    }

    [Fact]
    public void Beyond_a_thousand_the_one_that_ends_first_makes_room()
    {
        var sessions = new Sessions();
        var values = Enumerable.Range(1, Sessions.Most + 1).Select(minutes => sessions.Begin(Now.AddMinutes(minutes))).ToList();
        Assert.Equal((false, true, true), (sessions.Holds(values[0], Now), sessions.Holds(values[1], Now), sessions.Holds(values[^1], Now)));
    }

    [Fact]
    public async Task Who_copied_the_cookie_is_out_when_its_owner_signs_out_and_nobody_else_is()
    {
        var (owned, another) = (await Begin(), await Begin());
        var copied = owned;
        using var listening = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events") { Headers = { { "Cookie", $"{Sessions.Cookie}={copied}" } } };
        using var stream = await api.Http.SendAsync(listening, HttpCompletionOption.ResponseHeadersRead);
        using var heard = new StreamReader(await stream.Content.ReadAsStreamAsync());
        Assert.StartsWith("retry", await heard.ReadLineAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await Status("DELETE", "/api/v1/session", owned));

        Assert.Equal(HttpStatusCode.Unauthorized, await Status("GET", "/api/v1/config", copied));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("POST", "/api/v1/silences", copied));
        Assert.Equal(HttpStatusCode.OK, await Status("GET", "/api/v1/config", another));
        api.Feed.Tell("steering", []);
        Assert.DoesNotContain("steering", await heard.ReadToEndAsync(), StringComparison.Ordinal);
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

    async Task<string> Begin()
    {
        using var answer = await api.Send("POST", "/api/v1/session", token: RunningApi.Token);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=')[1];
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
