using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>
/// Thins the history as it ages and gives the room back, in steps so short that nobody notices: each is a transaction, and between two of them
/// others write. Whatever becomes of it in between, the next time goes on from what is there.
/// </summary>
public sealed class Upkeep
{
    /// <summary>A step ends after so long, and takes as much longer as the piece of work under way.</summary>
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    readonly Database database;
    readonly Retention keep;
    readonly TimeProvider time;

    internal Upkeep(Database database, Retention keep, TimeProvider time) => (this.database, this.keep, this.time) = (database, keep, time);

    /// <summary>From when age counts: the wall clock, but no later than the newest block that is recorded. What a clock years ahead made old would be gone for good.</summary>
    /// <returns>Null where nothing is recorded.</returns>
    public DateTimeOffset? Today(DateTimeOffset wall) => database.Read(connection => connection.ExecuteScalar<long?>(
        "SELECT max((SELECT max(time) FROM blocks WHERE chain_id = c.id)) FROM chains c") is { } newest
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(newest, wall.ToUnixTimeSeconds()))
            : (DateTimeOffset?)null);

    /// <summary>All that is to be done now. Each element is one step, done when it is asked for; let others write before you ask for the next.</summary>
    /// <param name="now">From when age counts: <see cref="Today"/>.</param>
    /// <returns>How many rows each step took out.</returns>
    public IEnumerable<long> Steps(DateTimeOffset now)
    {
        using var pieces = Pieces(database.Writer, now).GetEnumerator();
        for (var more = true; more;)
        {
            yield return database.Write(_ =>
            {
                var (removed, started) = (0L, time.GetTimestamp());
                do
                {
                    more = pieces.MoveNext();
                    if (more) removed += pieces.Current;
                }
                while (more && time.GetElapsedTime(started) < Step);
                return removed;
            });
        }
    }

    /// <summary>Pieces of work of a few milliseconds each; every one leaves the database whole.</summary>
    IEnumerable<long> Pieces(SqliteConnection connection, DateTimeOffset now)
    {
        var thinned = false;
        foreach (var tier in Tier.All(keep, now))
        {
            var was = connection.ExecuteScalar<long>(
                "INSERT INTO upkeep (tier, until) VALUES (@Name, 0) ON CONFLICT DO NOTHING; SELECT until FROM upkeep WHERE tier = @Name", new { tier.Name });
            if (was >= tier.Until) continue;
            thinned = true;
            foreach (var removed in new Thinner(connection, tier, was).Pieces().Concat(new BlockSweep(connection, was, tier.Until).Pieces())) yield return removed;
            // Whoever filled in older blocks meanwhile has set it back.
            connection.Execute("UPDATE upkeep SET until = @Until WHERE tier = @Name AND until = @was", new { tier.Name, tier.Until, was });
        }
        if (thinned) foreach (var removed in new StateSweep(connection).Pieces()) yield return removed;
        foreach (var removed in Vacuum.Pieces(connection)) yield return removed;
    }
}
