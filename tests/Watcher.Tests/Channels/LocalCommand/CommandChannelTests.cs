using System.Text.Json.Nodes;
using Watcher.Channels;
using Xunit;

namespace Watcher.Tests.Channels.LocalCommand;

public sealed class CommandChannelTests : IDisposable
{
    const string Marker = "Mark3r";
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watcher-command-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_program_gets_the_notification_on_its_standard_input_and_nothing_of_it_elsewhere()
    {
        var hostile = Scenes.Fired with { Label = $"{Marker} $(touch {In("shell")})", Summary = $"{Marker}; touch {In("shell")}" };
        Assert.Equal(new Delivery.Delivered("exit code 0"), await Send(Script($"cat > {In("stdin")}; env > {In("env")}; printf '%s\\n' \"$0\" \"$@\" > {In("argv")}"), hostile));
        Assert.Contains(Marker, (string?)JsonNode.Parse(File.ReadAllText(In("stdin")))!["label"], StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, File.ReadAllText(In("env")), StringComparison.Ordinal);
        Assert.Equal($"{In("script")}\none $(two)\n", File.ReadAllText(In("argv")));
        Assert.False(File.Exists(In("shell")));
    }

    [Theory]
    [InlineData(0, typeof(Delivery.Delivered))]
    [InlineData(75, typeof(Delivery.RetryLater))]
    [InlineData(137, typeof(Delivery.RetryLater))]
    [InlineData(1, typeof(Delivery.Rejected))]
    [InlineData(64, typeof(Delivery.Rejected))]
    public async Task Its_exit_code_says_what_came_of_it(int code, Type outcome)
    {
        var delivery = await Send(Script($"exit {code}"), Scenes.Fired);
        Assert.Equal((outcome, $"exit code {code}"), (delivery.GetType(), delivery.Receipt));
    }

    [Fact]
    public async Task What_it_prints_neither_stops_it_nor_is_shown() =>
        Assert.Equal(new Delivery.Rejected("exit code 3"), await Send(Script("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2; echo secret; exit 3"), Scenes.Fired));

    [Fact]
    public async Task A_program_that_hangs_is_killed_with_all_that_it_started()
    {
        var time = new FakeTime();
        var sending = Send(Script($"sleep 1000 & echo $! > {In("child")}; echo $$ > {In("self")}; wait"), Scenes.Fired, time);
        await Until(() => File.Exists(In("self")) && File.ReadAllText(In("self")).EndsWith('\n'));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(new Delivery.RetryLater("killed after 30 s"), await sending);
        await Until(() => IsGone("child") && IsGone("self"));
    }

    [Fact]
    public async Task A_program_that_cannot_be_started_is_tried_again()
    {
        File.WriteAllText(In("script"), "not executable");
        Assert.Equal(new Delivery.RetryLater("could not be started (error 13)"), await Send([In("script")], Scenes.Fired));
    }

    [Fact]
    public async Task Secrets_of_our_configuration_are_not_in_its_environment()
    {
        Environment.SetEnvironmentVariable("Watcher__Channels__x__Secret", Marker);
        await Send(Script($"env > {In("env")}"), Scenes.Fired);
        Environment.SetEnvironmentVariable("Watcher__Channels__x__Secret", null);
        Assert.DoesNotContain(Marker, File.ReadAllText(In("env")), StringComparison.Ordinal);
    }

    string In(string file) => Path.Combine(folder.FullName, file);

    /// <summary>
    /// The shell reads the script. Were it the kernel that starts it, any process another test starts while it is written would hold it
    /// open for writing, and it would be "Text file busy".
    /// </summary>
    JsonArray Script(string body)
    {
        File.WriteAllText(In("script"), body);
        return ["/bin/sh", In("script"), "one $(two)"];
    }

    static async Task<Delivery> Send(JsonArray command, Watcher.Alerts.Notification notification, TimeProvider? time = null)
    {
        var channel = ServiceTest.Make(new JsonObject { ["Type"] = "command", ["Command"] = command }, time ?? TimeProvider.System);
        return await channel.Send(new("n", "n", channel.Render(notification), 1), default);
    }

    bool IsGone(string file)
    {
        var process = File.ReadAllText(In(file)).Trim();
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
