using System.Collections.Immutable;
using System.Text;
using Watcher.Alerts;
using Watcher.Channels;
using Watcher.Host.Delivery;
using Watcher.Store;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Delivery;

public sealed class PackingTests
{
    static readonly ImmutableArray<IChannel> Both = [new People("ops"), new Machine("hook")];

    [Fact]
    public void What_people_read_is_one_message_a_cycle_and_what_programs_read_one_a_notification()
    {
        var messages = Packing.Of([Draft("a", NotificationReason.Resolved), Draft("b", NotificationReason.Fired)], Both);
        Assert.Equal(["ops: b-1-fired a-1-resolved", "hook: a-1-resolved", "hook: b-1-fired"],
            messages.Select(m => $"{m.Channel}: {Encoding.UTF8.GetString(m.Body)}"));
    }

    [Fact]
    public void The_worst_stands_first_and_the_others_as_they_happened()
    {
        var messages = Packing.Of(
            [Draft("a", NotificationReason.Recovered), Draft("b", NotificationReason.Fired), Draft("c", NotificationReason.Escalated), Draft("d", NotificationReason.Resolved)],
            [new People("ops")]);
        Assert.Equal("c-1-escalated a-1-recovered b-1-fired d-1-resolved", Encoding.UTF8.GetString(Assert.Single(messages).Body));
    }

    [Fact]
    public void A_message_of_several_tells_of_each_and_has_a_key_of_its_own_made_from_theirs()
    {
        var (first, again, other) = (Group("a", "b"), Group("a", "b"), Group("a", "c"));
        Assert.Equal<Told>([new("a-1", "a"), new("b-1", "b")], first.Tells);
        Assert.Equal((first.IdempotencyKey, first.NotificationId), (again.IdempotencyKey, again.IdempotencyKey));
        Assert.NotEqual(first.IdempotencyKey, other.IdempotencyKey);
        Assert.DoesNotContain(first.IdempotencyKey, (string[])["a-1-fired", "b-1-fired"]);
    }

    [Fact]
    public void A_single_one_keeps_its_own_key() =>
        Assert.Equal(("a-1", "a-1-fired"), Assert.Single(Packing.Of([Draft("a", NotificationReason.Fired)], [new People("ops")])) is var m
            ? (m.NotificationId, m.IdempotencyKey) : default);

    [Fact]
    public void Only_what_is_for_a_channel_is_packed_for_it()
    {
        var toHook = Draft("a", NotificationReason.Fired) with { Channels = ["hook"] };
        Assert.Equal(["ops b-1", "hook a-1", "hook b-1"],
            Packing.Of([toHook, Draft("b", NotificationReason.Fired)], Both).Select(m => $"{m.Channel} {m.NotificationId}"));
    }

    static OutboxMessage Group(params string[] alerts) => Packing.Of([.. alerts.Select(a => Draft(a, NotificationReason.Fired))], [new People("ops")]).Single();

    static NotificationDraft Draft(string alert, NotificationReason reason) =>
        new(reason, Some.Alert(alert, AlertPhase.Firing) with { Told = 1 }, Some.Genesis, []);

    sealed class People(string name) : IPeopleChannel
    {
        public string Name => name;
        public byte[] Render(ImmutableArray<Notification> notifications) => Encoding.UTF8.GetBytes(string.Join(' ', notifications.Select(n => n.IdempotencyKey)));
        public ValueTask<Watcher.Channels.Delivery> Send(OutgoingMessage message, CancellationToken cancellation) => throw new NotSupportedException();
    }

    sealed class Machine(string name) : IChannel
    {
        public string Name => name;
        public byte[] Render(Notification notification) => Encoding.UTF8.GetBytes(notification.IdempotencyKey);
        public ValueTask<Watcher.Channels.Delivery> Send(OutgoingMessage message, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
