using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Host.Api;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Api;

/// <summary>Each line of the API's security, by the attack it is there for.</summary>
public sealed class SecurityTests
{
    const string Everything = """{"all":true,"for":"2h"}""";

    [Fact]
    public async Task A_page_that_rebinds_its_name_to_this_machine_is_not_answered()
    {
        await using var api = await RunningApi.Start();
        using var read = await api.Send("GET", "/api/v1/report", host: "evil.example");
        using var written = await api.Send("POST", "/api/v1/silences", Everything, host: "evil.example");
        Assert.Equal(HttpStatusCode.MisdirectedRequest, read.StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, written.StatusCode);
        Assert.Empty(api.Store.Steering.Silences());
    }

    [Theory]
    [InlineData("POST", "/api/v1/silences")]
    [InlineData("POST", "/api/v1/alerts/a1/ack")]
    [InlineData("DELETE", "/api/v1/silences/1")]
    public async Task A_write_from_a_page_of_another_origin_lacks_the_header_and_does_nothing(string method, string path)
    {
        await using var api = await RunningApi.Start();
        api.Store.Commit(Some.Changes(Some.Alert("a1", AlertPhase.Firing)));
        api.Store.Steering.Add(new(0, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddHours(1)));
        using var answer = await api.Send(method, path, method == "POST" && path.EndsWith("silences", StringComparison.Ordinal) ? Everything : null, header: false);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(Assert.Single(api.Store.Steering.Silences()).Ended);
        Assert.Empty(api.Store.Steering.Read(TimeProvider.System.GetUtcNow()).Acknowledged);
    }

    [Fact]
    public async Task The_question_whether_another_origin_may_send_the_header_is_not_answered_with_yes()
    {
        await using var api = await RunningApi.Start();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/silences");
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", Gate.Header);
        using var answer = await api.Http.SendAsync(request);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef-wrong")]
    [InlineData("0123456789abcdef-righ")]
    [InlineData("0123456789abcdef-right!")]
    public async Task Without_the_configured_token_nothing_is_told_nor_written(string? token)
    {
        await using var api = await RunningApi.Start(RunningApi.Token);
        foreach (var route in ApiRoutes.All)
        {
            using var answer = await api.Send(route.Method, ApiRoutes.Root + route.Path.Replace("{id}", "1", StringComparison.Ordinal), token: token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        Assert.DoesNotContain("treasury", await api.Http.GetStringAsync("/healthz"), StringComparison.Ordinal);
        using var ready = await api.Send("GET", "/readyz", token: token);
        Assert.Equal("""{"ready":false}""", await ready.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task With_the_token_everything_is_told_and_written()
    {
        await using var api = await RunningApi.Start(RunningApi.Token);
        using var read = await api.Send("GET", "/api/v1/config", token: RunningApi.Token);
        using var written = await api.Send("POST", "/api/v1/silences", Everything, RunningApi.Token);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (read.StatusCode, written.StatusCode));
    }

    [Theory]
    [InlineData("token")]
    [InlineData("access_token")]
    public async Task A_token_in_the_address_is_not_taken(string name)
    {
        await using var api = await RunningApi.Start(RunningApi.Token);
        using var answer = await api.Send("GET", $"/api/v1/config?{name}={RunningApi.Token}");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        using var both = await api.Send("GET", $"/api/v1/config?{name}={RunningApi.Token}", token: RunningApi.Token);
        Assert.Equal(HttpStatusCode.BadRequest, both.StatusCode);
        Assert.DoesNotContain(RunningApi.Token, await both.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Through_a_proxy_nobody_writes_without_a_token()
    {
        await using var api = await RunningApi.Start();
        using var answer = await api.Send("POST", "/api/v1/silences", Everything, host: "watcher.example");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(api.Store.Steering.Silences());
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", "")]
    [InlineData("http://192.168.1.2:8080", "")]
    [InlineData("http://127.0.0.1:8080", ""","Token":"guessable" """)]
    public void Off_loopback_without_a_token_or_with_a_short_one_it_does_not_start(string listen, string token)
    {
        var tree = (JsonObject)JsonNode.Parse($$"""{"Api":{"Listen":"{{listen}}"{{token}} } }""")!;
        var refused = Assert.Throws<ConfigurationException>(() => ConfigReader.Read(ChainLayers.Of(tree, ShippedChains.BesideTheProgram, []), ChannelContexts.Silent));
        Assert.Contains("Watcher:Api:Token", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_refused_whether_or_not_it_says_how_long_it_is(bool chunked)
    {
        await using var api = await RunningApi.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/silences");
        request.Headers.Add(Gate.Header, "1");
        request.Headers.TransferEncodingChunked = chunked;
        request.Content = new StringContent($$"""{"all":true,"for":"2h","note":"{{new string('x', 20_000)}}"}""", Encoding.UTF8, "application/json");
        using var answer = await api.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(api.Store.Steering.Silences());
    }

    [Theory]
    [InlineData("GET /api/v1/report HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("POST /api/v1/silences HTTP/1.1\r\nHost: localhost\r\nX-Watcher: 1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")]
    public async Task One_who_never_ends_his_headers_or_his_body_is_hung_up_on(string begun)
    {
        await using var api = await RunningApi.Start();
        Assert.DoesNotContain("HTTP/1.1 2", await Raw(api, begun), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5_000, 0, "HTTP/1.1 414")]
    [InlineData(0, 20_000, "HTTP/1.1 431")]
    public async Task An_address_or_headers_beyond_the_limit_are_refused(int address, int header, string status)
    {
        await using var api = await RunningApi.Start();
        var answer = await Raw(api, $"GET /{new string('a', address)} HTTP/1.1\r\nHost: localhost\r\nX-Much: {new string('b', header)}\r\n\r\n");
        Assert.StartsWith(status, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_opens_ever_more_connections_gets_no_more_than_there_may_be_and_others_are_answered_again_when_he_leaves()
    {
        await using var api = await RunningApi.Start();
        var held = new List<TcpClient>();
        while (held.Count < 200)
        {
            held.Add(new TcpClient());
            await held[^1].ConnectAsync(IPAddress.Loopback, api.Address.Port);
            await held[^1].GetStream().WriteAsync("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            await held[^1].GetStream().ReadExactlyAsync(new byte[12]);
        }
        Assert.False(await IsAnswered(api));
        held.ForEach(client => client.Dispose());
        var tries = 0;
        while (!await IsAnswered(api)) Assert.True(++tries < 10_000);
    }

    [Theory]
    [InlineData("cross-site", "cors", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", "no-cors", HttpStatusCode.Forbidden)]
    [InlineData("same-site", "cors", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", "navigate", HttpStatusCode.OK)]
    [InlineData("same-origin", "cors", HttpStatusCode.OK)]
    [InlineData("none", "navigate", HttpStatusCode.OK)]
    public async Task A_page_of_another_origin_takes_up_no_time_and_no_place_among_those_who_listen(string site, string mode, HttpStatusCode status)
    {
        await using var api = await RunningApi.Start();
        foreach (var path in new[] { "/api/v1/report", "/api/v1/events", "/metrics" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Sec-Fetch-Site", site }, { "Sec-Fetch-Mode", mode } } };
            using var answer = await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("/../../../etc/passwd")]
    [InlineData("/api/v1/../../etc/passwd")]
    [InlineData("/api/v1/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/alerts/..%2f..%2fetc%2fpasswd")]
    [InlineData("/alerts/x%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/api/v1/alerts/x%0d%0aSet-Cookie:%20a=b")]
    [InlineData("/alerts/%2f%2fevil.example")]
    public async Task Paths_that_climb_and_ids_that_bring_headers_or_hosts_find_nothing(string path)
    {
        await using var api = await RunningApi.Start();
        var answer = await Raw(api, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/api/v1/config")]
    [InlineData("/alerts/a1")]
    [InlineData("/nothing")]
    public async Task No_page_can_show_an_answer_keep_it_or_take_it_for_something_else(string path)
    {
        await using var api = await RunningApi.Start();
        foreach (var host in new[] { "localhost", "evil.example" })
        {
            using var answer = await api.Send("GET", path, host: host);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("default-src 'none'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task What_is_secret_in_the_configuration_is_in_no_answer()
    {
        await using var api = await RunningApi.Start(RunningApi.Token);
        var paths = ApiRoutes.All.Where(route => !route.Writes && route.Answer is not null).Select(route => ApiRoutes.Root + route.Path).Append("/readyz");
        foreach (var path in paths)
        {
            using var answer = await api.Send("GET", path, token: RunningApi.Token);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.DoesNotContain("-secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain(RunningApi.Token, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    static async Task<bool> IsAnswered(RunningApi api)
    {
        try
        {
            return (await Raw(api, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    static async Task<string> Raw(RunningApi api, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, api.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync();
    }
}
