using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watcher.EndToEnd.Host;

namespace Watcher.EndToEnd.Channels;

/// <summary>Mail through a real SMTP server, by the real program.</summary>
public sealed partial class EmailTests(DevnetFixture fixture) : HostTest(fixture)
{
    MailServer server = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        server = await MailServer.Start();
        Mail(_ => { });
    }

    public override Task DisposeAsync()
    {
        server.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_goes_over_tls_to_who_is_named_with_an_id_of_its_own()
    {
        Assert.Equal("localhost: accepted for 1", await Receipt());
        var mail = Assert.Single(server.Mails);
        Assert.Equal("test: A test of the channel 'mail': it works when you read this.", Header(mail, "Subject"));
        Assert.Equal("watcher@example.org", Header(mail, "From"));
        Assert.Equal("me@example.org", Header(mail, "To"));
        Assert.Matches("^<test-[0-9a-f]{32}-mail@example.org>$", Header(mail, "Message-ID"));
        Assert.Equal("auto-generated", Header(mail, "Auto-Submitted"));
    }

    [Fact]
    public async Task The_mails_of_an_alert_are_one_thread_and_a_cycle_is_one_mail()
    {
        await Node.SetPrice("WETH", 1_950m);
        using var crash = await Run("run", "--once");
        await Node.SetPrice("WETH", 2_900m);
        using var recovery = await Run("run", "--once");
        Assert.Equal(2, server.Mails.Count);
        var (fired, resolved) = (server.Mails[0], server.Mails[1]);
        Assert.StartsWith("CRITICAL fired: ", Header(fired, "Subject"), StringComparison.Ordinal);
        Assert.StartsWith("resolved: ", Header(resolved, "Subject"), StringComparison.Ordinal);
        Assert.Equal(("1", ""), (Header(fired, "X-Priority"), Header(resolved, "X-Priority")));
        Assert.NotEqual(Header(fired, "Message-ID"), Header(resolved, "Message-ID"));
        Assert.Equal(Header(fired, "References").Split(' ').Order(), Header(resolved, "References").Split(' ').Order());

        using var alerts = await Watcher("alerts", "list", "--json");
        var ids = alerts.Json["alerts"]!.AsArray().Select(alert => $"<{alert!["id"]}@example.org>");
        Assert.Equal(ids.Order(), Header(fired, "References").Split(' ').Order());
    }

    [Theory]
    [InlineData("refused@example.org", "localhost: SMTP 550 for 1 of 1 recipients")]
    [InlineData("later@example.org", "localhost: SMTP 451")]
    public async Task A_recipient_that_is_refused_or_put_off_is_said(string to, string receipt)
    {
        Mail(mail => mail["To"] = new JsonArray { to });
        Assert.Equal(receipt, await Receipt());
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Where_one_of_two_is_refused_the_other_has_the_mail_and_it_is_said()
    {
        Mail(mail => mail["To"] = new JsonArray { "me@example.org", "refused@example.org" });
        Assert.Equal("localhost: SMTP 550 for 1 of 2 recipients", await Receipt());
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_not_shown()
    {
        Mail(mail => mail["Password"] = "hush-hush");
        var receipt = await Receipt();
        Assert.Matches("^localhost: SMTP 53[05]$", receipt);
        Assert.DoesNotContain("hush", receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_sends_nothing()
    {
        Assert.Equal("localhost: TLS failed: its certificate is not trusted or not for this name", await Receipt(trusted: false));
        Assert.Empty(server.Mails);
    }

    void Mail(Action<JsonObject> change) => Configure(watcher =>
    {
        var mail = new JsonObject
        {
            ["Type"] = "email",
            ["Host"] = "localhost",
            ["Port"] = server.Port,
            ["User"] = "watcher",
            ["Password"] = "correct horse",
            ["From"] = "watcher@example.org",
            ["To"] = new JsonArray { "me@example.org" },
        };
        change(mail);
        watcher["Channels"] = new JsonObject { ["mail"] = mail };
    });

    async Task<string> Receipt(bool trusted = true)
    {
        using var test = trusted ? await Run("notify", "test", "--json") : await Watcher("notify", "test", "--json");
        return (string)test.Json["channels"]![0]!["receipt"]!;
    }

    Task<WatcherProcess> Run(params string[] arguments) =>
        WatcherProcess.Run(Folder, new Dictionary<string, string> { ["SSL_CERT_FILE"] = server.Certificate }, arguments);

    /// <summary>A header's text, its folded lines joined; empty where there is none.</summary>
    static string Header(string mail, string name)
    {
        var head = Folded().Replace(mail.ReplaceLineEndings("\n").Split("\n\n")[0], " ");
        return head.Split('\n').FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..].Trim() ?? "";
    }

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folded();
}
