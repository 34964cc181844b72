using System.Globalization;
using System.Text.Json;
using Dapper;
using Watcher.Alerts;
using Watcher.Positions;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

/// <summary>Everything is kept for 2 days, the last of each hour for 4, the last of each day after that. It is noon of the sixth day; the chain has a block every 20 minutes.</summary>
public sealed class RetentionTests : IDisposable
{
    static readonly DateTimeOffset Now = Some.Genesis.AddDays(5).AddHours(12);
    static readonly Retention Keep = new(TimeSpan.FromDays(2), TimeSpan.FromDays(4), Retention.Forever);
    static readonly Subject Other = Some.Subject with { Wallet = Address.Parse("0x00000000000000000000000000000000000000bb") };
    readonly TempDatabase files = new();
    WatcherStore store;

    public RetentionTests() => store = Open(Keep);

    public void Dispose()
    {
        store.Dispose();
        files.Dispose();
    }

    [Fact]
    public void Every_reading_stays_for_a_while_then_the_last_of_each_hour_and_then_the_last_of_each_day()
    {
        Record(0, 132);
        Upkeep();
        // Up to 1 January 24:00 by day, up to 4 January 12:00 by hour, at 20 minutes a block: 71, then 74, 77, ... 251, and from 252 on all. With 0 it all began.
        int[] kept = [0, 71, .. Every(3, 74, 251), .. Every(1, 252, 396)];
        Assert.Equal(kept, Kept("readings"));
        Assert.Equal(kept, Kept("wallet_samples"));
        Assert.Equal(kept, Numbers("SELECT number FROM blocks ORDER BY 1"));
    }

    [Fact]
    public void Both_sides_of_an_outage_stay()
    {
        Record(0, 10);
        for (var n = 31; n <= 40; n++) store.Commit(Some.Cycle(At(n), Some.Unreadable(At(n))) with { Samples = [Some.Net(null)] });
        Record(41, 132, firstBlock: 41);
        Upkeep();
        // The day ends with block 71; before it 30 is the last good one, 31 and 40 begin and end the outage, 41 is good again.
        Assert.Equal([0, 30, 31, 40, 41, 71], Kept("readings").TakeWhile(n => n <= 71));
        Assert.Equal([0, 30, 31, 40, 41, 71], Kept("wallet_samples").TakeWhile(n => n <= 71));
        Assert.Equal(At(41).Timestamp - At(31).Timestamp, TimeSpan.FromSeconds(store.Connection.ExecuteScalar<long>("SELECT seconds FROM v_gaps")));
    }

    [Fact]
    public void All_that_was_read_at_a_block_at_which_an_alert_took_a_step_stays()
    {
        Record(0, 132);
        var fired = Some.Alert("a", AlertPhase.Firing);
        store.Commit(new AlertChanges([fired], [new("a", AlertPhase.Inactive, AlertPhase.Firing, "fired", Some.Genesis, At(50))], []));
        var before = Recorded(50);
        Upkeep();
        Assert.Equal([0, 50, 71], Kept("readings").TakeWhile(n => n <= 71));
        Assert.Equal(before, Recorded(50));
    }

    [Fact]
    public void The_last_reading_of_a_wallet_that_is_read_no_more_stays_for_ever()
    {
        store.Dispose();
        store = Open(Keep with { Daily = Keep.Hourly });
        Record(0, 10, also: Other);
        Record(31, 132, firstBlock: 31);
        Upkeep();
        Assert.Equal([30], Kept("readings", Other));
        Assert.Equal(At(30), store.Readings.LatestGood(Some.Chain, Other)!.Block);
        // What is older than the longest age is gone: the first is the last of an hour.
        Assert.Equal(74, Kept("readings")[0]);
    }

    [Fact]
    public void A_block_that_was_reorganised_away_takes_no_place()
    {
        Record(0, 132);
        store.Headers.Keep(Some.Chain, new() { Gone = [At(71).Hash] });
        Upkeep();
        Assert.Equal([0, 70, 74], Kept("readings").Take(3));
    }

    [Fact]
    public void What_stays_is_whole_and_nothing_else_is_left()
    {
        for (var n = 0; n <= 396; n++) store.Commit(Some.Cycle(At(n), Loan(n)));
        var before = new[] { 71, 74, 200 }.Select(Recorded).ToList();
        Upkeep();
        Assert.Equal(before, new[] { 71, 74, 200 }.Select(Recorded));
        Assert.Equal(4 * Kept("readings", Loan(0).Subject).Length, Count("reserves"));
        // The owner does something every tenth block; a reading that stays keeps its state.
        Assert.Equal(Count("states"), store.Connection.ExecuteScalar<int>("SELECT count(DISTINCT state_id) FROM readings"));
        Assert.Equal("ok", store.Connection.ExecuteScalar<string>("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Stopped_anywhere_the_next_time_comes_to_the_same()
    {
        for (var n = 0; n <= 396; n++) store.Commit(Some.Cycle(At(n), Loan(n)) with { Samples = [Some.Net($"{n}")] });
        var copy = files.Path + ".copy";
        await store.BackUp(copy, replace: false);
        var steps = Upkeep();
        var (expected, positions) = (Dump(store), Recorded(71));
        Assert.True(steps > 10);
        for (var stop = 1; stop < steps; stop += 3)
        {
            var again = files.Path + stop.ToString(CultureInfo.InvariantCulture);
            File.Copy(copy, again);
            using (var stopped = Open(Keep, again)) Assert.Equal(stop, stopped.Upkeep.Steps(Now).Take(stop).Count());
            using var next = Open(Keep, again);
            foreach (var _ in next.Upkeep.Steps(Now)) { }
            Assert.Equal(expected, Dump(next));
            Assert.Equal(positions, Recorded(71, next));
        }
    }

    [Fact]
    public void A_second_time_takes_nothing_out_and_others_write_between_two_steps()
    {
        Record(0, 132);
        var written = 397;
        foreach (var _ in store.Upkeep.Steps(Now)) store.Commit(Some.Cycle(At(written), Some.Good(At(written++), 1)));
        Assert.True(written > 400);
        Assert.Equal(0, store.Upkeep.Steps(Now).Sum());
    }

    [Fact]
    public void What_is_filled_in_later_is_thinned_too_and_blocks_beside_it_stay_whole()
    {
        Record(31, 132, firstBlock: 31);
        Upkeep();
        using (var beside = files.OpenBeside())
            for (var n = 0; n <= 30; n++) beside.Commit(Some.Cycle(At(n), Loan(n)) with { Filled = true });
        Upkeep();
        Assert.Equal([0, 30], Kept("readings", Loan(0).Subject));
        Assert.Contains("\"id\"", Recorded(30), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Age_counts_from_the_newest_block_where_the_clock_is_ahead_of_it_and_from_the_clock_where_it_is_behind()
    {
        Assert.Null(store.Upkeep.Today(Now));
        Record(0, 132);
        Assert.Equal(At(396).Timestamp, store.Upkeep.Today(Now.AddYears(10)));
        Assert.Equal(Now.AddDays(-1), store.Upkeep.Today(Now.AddDays(-1)));
    }

    [Fact]
    public void The_room_is_given_back()
    {
        store.Dispose();
        store = Open(new(TimeSpan.Zero, TimeSpan.Zero, Retention.Forever));
        for (var n = 0; n <= 396; n++) store.Commit(Some.Cycle(At(n), Loan(n * 10)));
        var before = store.Connection.ExecuteScalar<long>("PRAGMA page_count");
        Upkeep();
        var (after, free) = (store.Connection.ExecuteScalar<long>("PRAGMA page_count"), store.Connection.ExecuteScalar<long>("PRAGMA freelist_count"));
        Assert.InRange(after, 1, before - 10);
        Assert.InRange(free, 0, after / 10);
    }

    /// <summary>Nobody pulls the plug here: what is committed may reach the disk later.</summary>
    WatcherStore Open(Retention keep, string? path = null)
    {
        var opened = WatcherStore.OpenToRun(new($"Data Source={path ?? files.Path}", default, keep), TempDatabase.Json, new EachAskMoves());
        opened.Connection.Execute("PRAGMA synchronous = OFF");
        return opened;
    }

    int Upkeep() => store.Upkeep.Steps(Now).Count();

    static BlockRef At(int n) => Some.Block(n) with { Timestamp = Some.Genesis.AddMinutes(20 * n) };

    /// <summary>Three blocks an hour.</summary>
    void Record(int from, int hours, int firstBlock = 0, Subject? also = null)
    {
        for (var n = firstBlock; n <= 3 * hours; n++)
        {
            Reading[] readings = [Some.Good(At(n), n), .. also is null ? (Reading[])[] : [Some.Good(At(n), n, also)]];
            store.Commit(Some.Cycle(At(n), readings) with { Samples = [Some.Net($"{n}")] });
        }
    }

    static GoodReading Loan(int n) =>
        Some.Good(At(n), 0, Some.Subject with { Protocol = "aave-v3", Deployment = "main" }) with { Positions = [SomeLoan.Of("devnet/aave-v3/main/0xaa", n / 10)] };

    static IEnumerable<int> Every(int step, int first, int last) => Enumerable.Range(0, (last - first) / step + 1).Select(i => first + i * step);

    int[] Kept(string table, Subject? of = null) => Numbers(
        $"""
        SELECT b.number FROM {table} p JOIN blocks b ON b.id = p.block_id
        {(table == "readings" ? $"JOIN subjects s ON s.id = p.subject_id JOIN deployments d ON d.id = s.deployment_id JOIN wallets w ON w.id = s.wallet_id WHERE w.address = '{(of ?? Some.Subject).Wallet}' AND d.protocol = '{(of ?? Some.Subject).Protocol}'" : "")}
        ORDER BY 1
        """);

    int[] Numbers(string sql) => [.. store.Connection.Query<int>(sql)];

    int Count(string table) => store.Connection.ExecuteScalar<int>($"SELECT count(*) FROM {table}");

    /// <summary>The positions that a report of the block is made of.</summary>
    string Recorded(int n) => Recorded(n, store);

    static string Recorded(int n, WatcherStore store) => JsonSerializer.Serialize(
        store.Readings.At(Some.Chain, At(n).Hash)!.Readings.Cast<GoodReading>().SelectMany(reading => reading.Positions).Select(Text));

    static object Text(Position position) => position is LendingPosition loan
        ? new { loan.Id, Legs = loan.Legs.Select(leg => $"{leg.Role} {leg.Asset} {leg.Raw} {leg.OraclePrice} {leg.RatePerYear}"), Health = $"{loan.HealthFactor}", Debt = $"{loan.DebtBase}" }
        : new { position.Id, Legs = ((WalletPosition)position).Legs.Select(leg => $"{leg.Asset} {leg.Raw}") };

    static string Dump(WatcherStore store) => string.Join('\n', new[] { "blocks", "readings", "states", "reserves", "wallet_samples", "upkeep" }
        .SelectMany(table => store.Connection.Query($"SELECT * FROM {table} ORDER BY 1, 2").Select(row => table + string.Join('|', ((IDictionary<string, object?>)row).Values.Select(v => v is byte[] b ? Convert.ToHexString(b) : v)))));

    /// <summary>Every step is done after one piece of work.</summary>
    sealed class EachAskMoves : TimeProvider
    {
        long now;

        public override long GetTimestamp() => Interlocked.Add(ref now, TimestampFrequency);
    }
}
