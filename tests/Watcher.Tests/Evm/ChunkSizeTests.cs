using Watcher.Evm;
using Xunit;

namespace Watcher.Tests.Evm;

public sealed class ChunkSizeTests
{
    readonly ChunkSize size = new();

    [Fact]
    public void It_halves_what_the_node_balked_at()
    {
        size.Balked(1000);
        Assert.Equal(500, size.Calls);
        size.Balked(1);
        Assert.Equal(1, size.Calls);
    }

    [Fact]
    public void A_late_complaint_about_more_does_not_raise_it()
    {
        size.Balked(100);
        size.Balked(1000);
        Assert.Equal(50, size.Calls);
    }

    [Fact]
    public void It_grows_slowly_and_only_on_full_chunks()
    {
        size.Balked(1600);
        for (var i = 0; i < 100; i++) size.Swallowed(799);
        Assert.Equal(800, size.Calls);
        for (var i = 0; i < 15; i++) size.Swallowed(800);
        Assert.Equal(800, size.Calls);
        size.Swallowed(800);
        Assert.Equal(900, size.Calls);
    }

    [Fact]
    public void It_does_not_run_into_the_same_wall_again_soon()
    {
        size.Balked(100);
        for (var i = 0; i < 700; i++) size.Swallowed(size.Calls);
        Assert.InRange(size.Calls, 85, 99);
    }
}
