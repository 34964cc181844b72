using Watcher.Channels;
using Watcher.Channels.Console;
using Xunit;

namespace Watcher.Tests.Channels.Console;

public sealed class ConsoleChannelTests
{
    readonly StringWriter output = new() { NewLine = "\n" };

    [Fact]
    public async Task A_notification_is_a_few_lines_with_what_matters()
    {
        await Send(SomeNotification.Fired);
        Assert.Equal(
            """
            CRITICAL fired: treasury on devnet: health factor 1.21
              rule       liquidation-near
              wallet     treasury (0x00000000000000000000000000000000000000AA)
              position   devnet/aave-v3/main/0xaa
              healthFactor 1.21 (threshold 1.25)
              block      123 2026-01-01T00:00:00Z

            """, output.ToString());
    }

    [Fact]
    public async Task A_drill_says_so_first_and_what_does_not_apply_is_left_out()
    {
        await Send(new("t", "t", Watcher.Alerts.NotificationReason.Test, Watcher.Alerts.Severity.Info, "a test") { Drill = true });
        Assert.Equal("DRILL INFO test: a test\n", output.ToString());
    }

    [Fact]
    public async Task Hostile_text_can_neither_move_the_cursor_nor_reorder_nor_add_lines()
    {
        await Send(SomeNotification.Fired with { Summary = "\u001b[2Jgone\u202egnorw\nCRITICAL fake", Label = "a\rb" });
        var text = output.ToString();
        Assert.DoesNotContain("\u001b", text);
        Assert.DoesNotContain("\u202e", text);
        Assert.DoesNotContain("\r", text);
        Assert.Equal(6, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_closed_pipe_is_tried_again_later()
    {
        var channel = new ConsoleChannel("console", new BrokenPipe());
        Assert.IsType<Delivery.RetryLater>(await channel.Send(new("n", "n", channel.Render([SomeNotification.Fired]), 1), default));
    }

    async Task Send(Watcher.Alerts.Notification notification)
    {
        var channel = new ConsoleChannel("console", output);
        Assert.IsType<Delivery.Delivered>(await channel.Send(new("n", "n", channel.Render([notification]), 1), default));
    }

    sealed class BrokenPipe : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("Broken pipe");
    }
}
