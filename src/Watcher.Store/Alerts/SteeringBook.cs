using System.Collections.Immutable;
using Dapper;
using Watcher.Alerts;

namespace Watcher.Store;

/// <summary>
/// What people say of alerts: written by any process beside a <c>run</c>, which reads it at its next beat. The alerts themselves know
/// nothing of it, so that neither writer can lose the other's words.
/// </summary>
public sealed class SteeringBook
{
    readonly Database database;

    internal SteeringBook(Database database) => this.database = database;

    /// <summary>All acknowledgements, and the silences that hold at this moment.</summary>
    public Steering Read(DateTimeOffset now) => database.Read(connection => new Steering(
        connection.Query<(string Alert, long At)>("SELECT alert_id, at FROM acknowledgements")
            .ToImmutableDictionary(row => row.Alert, row => Instants.FromMilliseconds(row.At)),
        [.. connection.Query<SilenceRow>(SilenceRow.Holding, new { now = now.Milliseconds() }).Select(row => row.Silence())]));

    /// <summary>Takes one life of an alert on.</summary>
    /// <returns>When it was taken on first: a second time changes nothing.</returns>
    public DateTimeOffset Acknowledge(string alert, DateTimeOffset now) => database.Write(connection => Instants.FromMilliseconds(
        connection.ExecuteScalar<long>(
            """
            INSERT INTO acknowledgements (alert_id, at) VALUES (@alert, @now) ON CONFLICT DO NOTHING;
            SELECT at FROM acknowledgements WHERE alert_id = @alert
            """, new { alert, now = now.Milliseconds() })));

    /// <returns>The silence with its id.</returns>
    public Silence Add(Silence silence) => database.Write(connection => silence with
    {
        Id = connection.ExecuteScalar<long>(SilenceRow.Insert, SilenceRow.Of(silence)),
    });

    /// <summary>Ends a silence before its time.</summary>
    /// <returns>As it stands then, one that was over before unchanged; null where there is none of that id.</returns>
    public Silence? End(long id, DateTimeOffset now) => database.Write(connection =>
    {
        connection.Execute("UPDATE silences SET ended_at = @now WHERE id = @id AND ended_at IS NULL AND until_at > @now", new { id, now = now.Milliseconds() });
        return connection.QuerySingleOrDefault<SilenceRow>(SilenceRow.OfId, new { id })?.Silence();
    });

    /// <summary>Silences now and past, newest first.</summary>
    public ImmutableArray<Silence> Silences(int limit = 1000) => database.Read<ImmutableArray<Silence>>(connection =>
        [.. connection.Query<SilenceRow>(SilenceRow.All, new { limit }).Select(row => row.Silence())]);
}
