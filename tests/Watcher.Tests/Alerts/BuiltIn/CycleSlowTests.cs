using Watcher.Alerts;
using Xunit;
using static Watcher.Tests.Alerts.BuiltInScene;

namespace Watcher.Tests.Alerts;

public sealed class CycleSlowTests
{
    readonly BuiltInScene scene = new();

    [Fact]
    public void One_slow_cycle_wakes_nobody_ten_minutes_of_them_do()
    {
        Assert.True(CycleSlow.Is(TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(30)));
        Assert.False(CycleSlow.Is(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)));
        Sees(Trouble(0), "Inactive:", 45);
        Sees(Trouble(9.9), "Inactive:", 45);
        Sees(Trouble(10), "Firing: fired", 45);
        Assert.Equal("devnet: reading takes 45s, longer than the 30s between two readings; use a faster node, or a longer Every.", scene.Summary);
        Sees(Well(4.9), "Firing:", 5);
        Sees(Well(5), "Resolved: resolved", 5);
    }

    [Fact]
    public void Waiting_for_dead_nodes_is_the_outages_matter() => Sees(Trouble(60), "Inactive:", 45, reached: false);

    void Sees(Spell spell, string expected, int took, bool reached = true) =>
        scene.Sees(CycleSlow.Observe("devnet", TimeSpan.FromSeconds(took), TimeSpan.FromSeconds(30), spell, reached), expected);
}
