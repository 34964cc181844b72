using Watcher.Alerts;

namespace Watcher.Store;

sealed record TransitionRow(long At, string From, string To, string Reason, long? Number, byte[]? Hash, long? Time)
{
    public const string OfAlert =
        """
        SELECT at AS At, "from" AS "From", "to" AS "To", reason AS Reason, block_number AS Number, block_hash AS Hash, block_time AS Time
        FROM alert_transitions WHERE alert_id = @id ORDER BY id
        """;

    public AlertTransition Transition(string alertId) => new(alertId, Enum.Parse<AlertPhase>(From, ignoreCase: true),
        Enum.Parse<AlertPhase>(To, ignoreCase: true), Reason, Instants.FromMilliseconds(At), Instants.Block(Number, Hash, Time));
}
