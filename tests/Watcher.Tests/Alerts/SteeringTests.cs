using Watcher.Alerts;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class SteeringTests
{
    static readonly DateTimeOffset Now = AlertScene.Start;
    static readonly AlertState Alert = new(new("near", AlertScene.Loan.Key), AlertScene.Loan) { Id = "a1" };
    static readonly Silence Hour = new(1, Now, Now + TimeSpan.FromHours(1)) { Chain = "devnet" };

    [Fact]
    public void Of_several_silences_the_one_that_ends_last_counts_and_any_may_take_unknown()
    {
        var steering = Steering.None with { Silences = [Hour with { Unknown = true }, Hour with { Id = 2, Until = Now + TimeSpan.FromHours(2) }] };
        Assert.Equal(new Said(null, Now + TimeSpan.FromHours(2), UnknownToo: true), steering.Of(Alert, Now));
        Assert.Equal(new Said(null, Now + TimeSpan.FromHours(2), UnknownToo: false), steering.Of(Alert, Now + TimeSpan.FromHours(1)));
        Assert.Equal(Said.Nothing, steering.Of(Alert, Now + TimeSpan.FromHours(2)));
    }

    [Fact]
    public void An_acknowledgement_is_of_one_life()
    {
        var steering = Steering.None with { Acknowledged = Steering.None.Acknowledged.Add("a1", Now) };
        Assert.Equal(Now, steering.Of(Alert, Now).Acknowledged);
        Assert.Equal(Said.Nothing, steering.Of(Alert with { Id = "a2" }, Now));
        Assert.Equal(Said.Nothing, steering.Of(Alert with { Id = null }, Now));
    }

    [Fact]
    public void It_is_the_same_where_everything_said_is_the_same()
    {
        var said = Steering.None with { Acknowledged = Steering.None.Acknowledged.Add("a1", Now), Silences = [Hour] };
        Assert.Equal(said, said with { Silences = [Hour with { }] });
        Assert.NotEqual(said, said with { Silences = [] });
        Assert.NotEqual(said, said with { Acknowledged = said.Acknowledged.SetItem("a1", Now.AddSeconds(1)) });
        Assert.NotEqual(said, said with { Silences = [Hour with { Ended = Now }] });
    }
}
