using System.Text;
using Microsoft.AspNetCore.Http;
using Watcher.Channels;
using Watcher.Channels.Email;
using Xunit;

namespace Watcher.Tests.Channels;

public sealed class SecretsTests : IAsyncLifetime
{
    HookServer server = null!;

    public static TheoryData<string> Types => [.. EveryChannel.Settings.Keys];

    public async Task InitializeAsync() => server = await HookServer.Start();

    public async Task DisposeAsync() => await server.DisposeAsync();

    /// <summary>The worst a service can do is to repeat what it was sent.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public async Task No_receipt_repeats_a_secret_whatever_the_service_answers(string type)
    {
        foreach (var status in (int[])[200, 301, 400, 401, 404, 429, 500])
        {
            server.Answer = context => Echo(context, status);
            await Check(type, server.Url);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task No_receipt_of_a_connection_refused_names_a_secret(string type) => await Check(type, new("http://127.0.0.1:9/"));

    static async Task Check(string type, Uri url)
    {
        var time = new FakeTime();
        var channel = EveryChannel.Make(type, url, time);
        var sending = channel.Send(new("n", "n", channel.Render(Scenes.Fired), 1), default);
        // A server of HTTP never greets who speaks SMTP.
        if (type == EmailChannel.Type) time.Advance(TimeSpan.FromMinutes(1));
        var delivery = await sending;
        Assert.NotEmpty(delivery.Receipt);
        Assert.All(EveryChannel.Secrets, secret => Assert.DoesNotContain(secret, delivery.Receipt, StringComparison.Ordinal));
    }

    Task Echo(HttpContext context, int status)
    {
        var call = server.Calls.Last();
        var said = $"{call.Path} {call.Headers.GetValueOrDefault("Authorization")} {Encoding.UTF8.GetString(call.Body).Replace("\"", "'", StringComparison.Ordinal)}";
        // The beginning of what a receipt may quote, and the place where it is cut off.
        var text = $"{said} hush-hush-path {call.Path.TrimStart('/')} hush-hush-query";
        text = $"{text[..Math.Min(150, text.Length)]} {text}";
        context.Response.StatusCode = status;
        return context.Response.WriteAsync($$"""{"ok":false,"error":"{{text}}","description":"{{text}}","message":"{{text}}","errors":["{{text}}"]}""");
    }
}
