using Dapper;
using Watcher.Alerts;
using Watcher.Rules;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class SteeringBookTests : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore run, beside;

    public SteeringBookTests() => (run, beside) = (files.OpenToRun(), files.OpenBeside());

    DateTimeOffset Now => files.Time.GetUtcNow();

    public void Dispose()
    {
        beside.Dispose();
        run.Dispose();
        files.Dispose();
    }

    [Fact]
    public void What_one_process_says_another_reads_at_once()
    {
        Assert.Equal(Now, beside.Steering.Acknowledge("a", Now));
        var silence = beside.Steering.Add(Hour with { Rule = "near", Subject = "s", Wallet = "0xa1", Protocol = "aave-v3", Chain = "devnet", Unknown = true, Note = "known" });
        var said = run.Steering.Read(Now);
        Assert.Equal(Now, said.Acknowledged["a"]);
        Assert.Equal<Silence>([silence], said.Silences);
        Assert.Equal(silence, (Hour with { Id = 1, Rule = "near", Subject = "s", Wallet = "0xa1", Protocol = "aave-v3", Chain = "devnet", Unknown = true, Note = "known" }));
    }

    [Fact]
    public void A_second_acknowledgement_keeps_the_first()
    {
        var first = run.Steering.Acknowledge("a", Now);
        files.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(first, beside.Steering.Acknowledge("a", Now));
        Assert.Equal(first, run.Steering.Read(Now).Acknowledged["a"]);
    }

    [Fact]
    public void A_silence_holds_until_its_time()
    {
        run.Steering.Add(Hour);
        files.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.Single(run.Steering.Read(Now).Silences);
        files.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Empty(run.Steering.Read(Now).Silences);
    }

    [Fact]
    public void One_that_is_ended_holds_no_more_but_is_remembered_and_its_number_is_not_given_again()
    {
        var silence = run.Steering.Add(Hour);
        Assert.Equal(Now, beside.Steering.End(silence.Id, Now)!.Ended);
        files.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Now - TimeSpan.FromMinutes(1), beside.Steering.End(silence.Id, Now)!.Ended);
        Assert.Empty(run.Steering.Read(Now).Silences);
        Assert.Equal([2, 1], [run.Steering.Add(Hour).Id, run.Steering.Silences()[^1].Id]);
        Assert.Null(run.Steering.End(99, Now));
    }

    [Fact]
    public void The_view_of_alerts_knows_what_people_said()
    {
        var loan = Some.Alert("a", AlertPhase.Firing);
        var built = Some.Alert("b", AlertPhase.Firing) with { Key = new(BuiltInRules.ChannelFailing.Name, "channel/ops"), Subject = ChannelFailing.Subject("ops") };
        run.Commit(Some.Changes(loan));
        run.Commit(Some.Changes(built));
        beside.Steering.Acknowledge("a", Now);
        Assert.Equal(["a:1", "b:0"], View("acknowledged"));

        // The view reads the machine's own clock: the end lies far from any.
        var silence = Hour with { Until = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        foreach (var (made, expected) in new (Silence, string)[]
        {
            (silence, "a"), (silence with { Rule = "CHANNEL-FAILING" }, "b"), (silence with { Wallet = Some.Wallet.ToString().ToLowerInvariant() }, "a"),
            (silence with { Wallet = Address.Zero.ToString() }, ""), (silence with { Chain = "devnet", Subject = loan.Key.Subject }, "a"), (silence with { Protocol = "aave-v3" }, ""),
        })
        {
            var id = run.Steering.Add(made).Id;
            Assert.Equal(expected, string.Join(' ', View("coalesce(silenced_until, '')").Where(row => row.EndsWith(":2999-01-01T00:00:00Z", StringComparison.Ordinal)).Select(row => row[..1])));
            var said = run.Steering.Read(Now);
            Assert.Equal(expected, string.Join(' ', new[] { loan, built }.Where(alert => said.Of(alert, Now).IsSilenced).Select(alert => alert.Id)));
            run.Steering.End(id, Now);
        }
    }

    Silence Hour => new(0, Now, Now + TimeSpan.FromHours(1));

    List<string> View(string column) => [.. run.Connection.Query<string>($"SELECT id || ':' || {column} FROM v_alerts ORDER BY id")];
}
