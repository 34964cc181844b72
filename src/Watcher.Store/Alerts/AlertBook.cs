using System.Collections.Immutable;
using Dapper;
using Watcher.Alerts;

namespace Watcher.Store;

/// <summary>Alerts now and past.</summary>
public sealed class AlertBook
{
    readonly Database database;

    internal AlertBook(Database database) => this.database = database;

    /// <summary>What the alert machine goes on with: the last state of every rule on every subject.</summary>
    public ImmutableArray<AlertState> States() => database.Read<ImmutableArray<AlertState>>(connection =>
        [.. connection.Query<string>("SELECT state FROM alert_states").Select(AlertStateJson.Read)]);

    /// <summary>Alerts that are or were pending or firing, and those whose subject is unknown now; newest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="phase">Those that are in it now; what is known to be unknown only counts as pending; null = all.</param>
    public ImmutableArray<AlertState> List(int limit = 1000, AlertPhase? phase = null) => database.Read<ImmutableArray<AlertState>>(connection =>
        [.. connection.Query<string>(
            """
            SELECT details FROM alerts WHERE (state <> 'inactive' OR unknown_since IS NOT NULL)
                AND (@phase IS NULL OR state = @phase OR (@phase = 'pending' AND state = 'inactive'))
            ORDER BY started_at DESC, id LIMIT @limit
            """, new { limit, phase = phase?.ToString().ToLowerInvariant() }).Select(AlertStateJson.Read)]);

    /// <summary>One alert with its whole life; null where there is none of that id.</summary>
    public AlertLife? Find(string id) => database.Read(connection =>
        connection.ExecuteScalar<string?>("SELECT details FROM alerts WHERE id = @id", new { id }) is { } state
            ? new AlertLife(AlertStateJson.Read(state),
                [.. connection.Query<TransitionRow>(TransitionRow.OfAlert, new { id }).Select(row => row.Transition(id))],
                [.. connection.Query<DeliveryRow>(DeliveryRow.OfAlert, new { id }).Select(row => row.Receipt())])
            : null);
}

/// <summary>An alert, every step of its life, and every try to tell somebody.</summary>
public sealed record AlertLife(AlertState State, ImmutableArray<AlertTransition> Transitions, ImmutableArray<DeliveryReceipt> Deliveries);
