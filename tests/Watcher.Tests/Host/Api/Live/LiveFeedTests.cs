using System.Text;
using Watcher.Host.Api.Live;
using Xunit;

namespace Watcher.Tests.Host.Api.Live;

public sealed class LiveFeedTests
{
    readonly FakeTime time = new();

    [Fact]
    public void Everybody_who_listens_hears_what_changed_from_then_on()
    {
        using var feed = new LiveFeed(time);
        using var early = feed.Listen()!;
        feed.Tell("report", new() { ["chain"] = "devnet" });
        using var late = feed.Listen()!;
        feed.Tell("steering", []);
        Assert.Equal(
        [
            $"event: report\nid: {feed.Id[..^1]}1\ndata: {{\"chain\":\"devnet\"}}\n\n",
            $"event: steering\nid: {feed.Id}\ndata: {{}}\n\n",
        ], Heard(early));
        Assert.Equal([$"event: steering\nid: {feed.Id}\ndata: {{}}\n\n"], Heard(late));
    }

    [Fact]
    public void Text_from_outside_cannot_end_its_event_and_begin_another()
    {
        using var feed = new LiveFeed(time);
        using var listener = feed.Listen()!;
        feed.Tell("report", new() { ["chain"] = "a\n\nevent: alerts\r\ndata: {}" });
        Assert.Equal(3, Assert.Single(Heard(listener)).TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void Silence_is_broken_now_and_then()
    {
        using var feed = new LiveFeed(time);
        using var listener = feed.Listen()!;
        time.Advance(LiveFeed.Beat * 2);
        Assert.Equal([": \n\n", ": \n\n"], Heard(listener));
    }

    [Fact]
    public void Who_falls_behind_is_let_go_and_nobody_else()
    {
        using var feed = new LiveFeed(time);
        using var slow = feed.Listen()!;
        using var quick = feed.Listen()!;
        for (var i = 0; i <= Listener.Queue; i++)
        {
            feed.Tell("steering", []);
            Assert.Single(Heard(quick));
        }
        Assert.Equal((true, false, 1), (slow.Behind.IsCancellationRequested, quick.Behind.IsCancellationRequested, feed.Listeners));
    }

    [Fact]
    public void There_are_only_so_many_and_who_leaves_makes_room()
    {
        using var feed = new LiveFeed(time);
        var all = Enumerable.Range(0, LiveFeed.MostListeners).Select(_ => feed.Listen()!).ToList();
        Assert.Null(feed.Listen());
        all[0].Dispose();
        Assert.NotNull(feed.Listen());
    }

    [Fact]
    public void Another_run_has_other_ids()
    {
        using var feed = new LiveFeed(time);
        using var next = new LiveFeed(time);
        Assert.NotEqual(feed.Id, next.Id);
    }

    static List<string> Heard(Listener listener)
    {
        var heard = new List<string>();
        while (listener.Waiting.TryRead(out var written)) heard.Add(Encoding.UTF8.GetString(written));
        return heard;
    }
}
