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
        await Send(Scenes.Fired);
        Assert.Equal(
            """
            CRITICAL fired: treasury on devnet: healthFactor 1.08815 < 1.1
              liquidation  a move of 8.1% liquidates it
              price        WETH alone at $1,874.74 liquidates it (-8.1%)
              remedy       repay $1,442.76 or add $2,098.56 of collateral to clear it
              value        healthFactor 1.08815 (threshold 1.1)
              position     devnet/lending/main/0xaa
              wallet       treasury (0x00000000000000000000000000000000000000AA)
              rule         liquidation-near
              block        123 2026-01-01 00:00:00 UTC
              see          http://127.0.0.1:8080/alerts/a1

            """, output.ToString());
    }

    [Fact]
    public async Task A_drill_says_so_first_and_what_does_not_apply_is_left_out()
    {
        await Send(new("t", "t", Watcher.Alerts.NotificationReason.Test, Watcher.Alerts.Severity.Info, "a test") { Drill = true });
        Assert.Equal("DRILL test: a test\n", output.ToString());
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
    public async Task Several_of_one_cycle_stand_beneath_each_other()
    {
        var channel = new ConsoleChannel("console", output);
        await channel.Send(new("n", "n", channel.Render([Scenes.Test, Scenes.Test]), 1), default);
        Assert.Equal(2, output.ToString().Split('\n').Count(line => line.StartsWith("test: ", StringComparison.Ordinal)));
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
