using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Channels;
using Watcher.Host.Cycle;
using Watcher.Host.Delivery;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Cycle;

public sealed class SoundnessTests : IDisposable
{
    readonly TempDatabase files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_delivery_that_goes_round_is_sound_and_one_that_does_not_is_stuck()
    {
        using var store = files.OpenToRun();
        var courier = new Courier(store.Outbox, new Dictionary<string, IChannel> { ["ops"] = new Silent() }, _ => { }, files.Time, NullLogger<Courier>.Instance);
        Assert.Null(Soundness.OfDelivery(courier, "ops"));
        files.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal("no delivery for 3m: it is stuck", Soundness.OfDelivery(courier, "ops"));
        await courier.Deliver("ops", default);
        Assert.Null(Soundness.OfDelivery(courier, "ops"));
    }

    [Fact]
    public void A_database_that_takes_no_writes_is_not_sound_and_says_why()
    {
        using var store = files.OpenToRun();
        Assert.Null(Soundness.Of(store));
        store.Connection.Execute("PRAGMA query_only = 1");
        Assert.NotNull(Soundness.Of(store));
        store.Connection.Execute("PRAGMA query_only = 0");
        Assert.Null(Soundness.Of(store));
    }

    sealed class Silent : IChannel
    {
        public string Name => "ops";
        public byte[] Render(Watcher.Alerts.Notification notification) => [];
        public ValueTask<Watcher.Channels.Delivery> Send(OutgoingMessage message, CancellationToken cancellation) => throw new InvalidOperationException("nothing is due");
    }
}
