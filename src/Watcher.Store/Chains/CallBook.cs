using System.Collections.Immutable;
using Dapper;

namespace Watcher.Store;

/// <summary>What each endpoint was asked in the last day, over restarts.</summary>
public sealed class CallBook
{
    const long MillisecondsPerHour = 3_600_000;
    const long Hours = 24;

    readonly Database database;

    internal CallBook(Database database) => this.database = database;

    /// <summary>Adds what was asked since the last time; hours that no longer count are let go.</summary>
    public void Add(string chain, IEnumerable<(string Endpoint, long Calls)> asked, DateTimeOffset now) => database.Write(connection =>
    {
        connection.Execute("DELETE FROM endpoint_calls WHERE chain = @chain AND hour < @oldest", new { chain, oldest = Hour(now) - Hours });
        connection.Execute(
            """
            INSERT INTO endpoint_calls (chain, endpoint, hour, calls) VALUES (@chain, @endpoint, @hour, @calls)
            ON CONFLICT DO UPDATE SET calls = calls + excluded.calls
            """, asked.Where(one => one.Calls > 0).Select(one => new { chain, endpoint = one.Endpoint, hour = Hour(now), calls = one.Calls }).ToList());
    });

    /// <summary>Requests by endpoint in the last 24 hours, up to one more since hours are counted whole.</summary>
    public ImmutableDictionary<string, long> Spent(string chain, DateTimeOffset now) => database.Read(connection =>
        connection.Query<(string Endpoint, long Calls)>(
            "SELECT endpoint, sum(calls) FROM endpoint_calls WHERE chain = @chain AND hour >= @oldest GROUP BY endpoint", new { chain, oldest = Hour(now) - Hours })
            .ToImmutableDictionary(row => row.Endpoint, row => row.Calls));

    static long Hour(DateTimeOffset time) => time.Milliseconds() / MillisecondsPerHour;
}
