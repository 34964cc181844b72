using Dapper;
using Microsoft.Data.Sqlite;
using Watcher.Alerts;
using Watcher.Rules;

namespace Watcher.Store;

/// <summary>Stores what became of alerts, and the messages that tell of it.</summary>
sealed class AlertWriter(SqliteConnection connection, TimeProvider time)
{
    public void Write(AlertChanges changes)
    {
        foreach (var state in changes.States) Write(state);
        foreach (var transition in changes.Transitions) Write(transition);
        foreach (var message in changes.Outbox) Outbox.Insert(connection, message, time.GetUtcNow());
    }

    void Write(AlertState alert)
    {
        var details = AlertStateJson.Write(alert);
        connection.Execute(
            "INSERT INTO alert_states (rule, subject, state) VALUES (@Rule, @Subject, @details) ON CONFLICT DO UPDATE SET state = excluded.state",
            new { alert.Key.Rule, alert.Key.Subject, details });
        if (alert.Id is not null) WriteLife(alert, details);
    }

    void WriteLife(AlertState alert, string details) => connection.Execute(
        """
        INSERT INTO alerts (id, rule, subject, severity, state, chain, wallet, label, protocol, position, built_in, metric, value, threshold,
                            started_at, fired_at, resolved_at, unknown_since, block_number, block_hash, block_time, details)
        VALUES (@Id, @Rule, @Subject, @Severity, @State, @Chain, @Wallet, @Label, @Protocol, @Position, @BuiltIn, @Metric, @Value, @Threshold,
                @now, @FiredAt, @ResolvedAt, @UnknownSince, @Number, @Hash, @Time, @details)
        ON CONFLICT (id) DO UPDATE
        SET severity = excluded.severity, state = excluded.state, label = excluded.label, metric = excluded.metric, value = excluded.value,
            threshold = excluded.threshold, fired_at = excluded.fired_at, resolved_at = excluded.resolved_at,
            unknown_since = excluded.unknown_since, block_number = excluded.block_number, block_hash = excluded.block_hash, block_time = excluded.block_time, details = excluded.details
        """,
        new
        {
            alert.Id,
            alert.Key.Rule,
            alert.Key.Subject,
            Severity = Word(alert.Severity),
            State = Word(alert.Phase),
            alert.Subject.Chain,
            Wallet = alert.Subject.Wallet?.ToString(),
            alert.Subject.Label,
            alert.Subject.Protocol,
            alert.Subject.Position,
            BuiltIn = BuiltInRules.Has(alert.Key.Rule),
            alert.Metric,
            alert.Value,
            alert.Threshold,
            now = time.GetUtcNow().Milliseconds(),
            FiredAt = alert.FiredAt.Milliseconds(),
            ResolvedAt = alert.ResolvedAt.Milliseconds(),
            UnknownSince = alert.UnknownSince.Milliseconds(),
            Number = (long?)alert.LastGood?.Number,
            Hash = alert.LastGood?.Hash.ToBytes(),
            Time = alert.LastGood?.Timestamp.ToUnixTimeSeconds(),
            details,
        });

    void Write(AlertTransition step) => connection.Execute(
        """
        INSERT INTO alert_transitions (alert_id, at, "from", "to", reason, block_number, block_hash, block_time)
        VALUES (@AlertId, @At, @From, @To, @Reason, @Number, @Hash, @Time)
        """,
        new
        {
            step.AlertId,
            At = step.At.Milliseconds(),
            From = Word(step.From),
            To = Word(step.To),
            step.Reason,
            Number = (long?)step.Block?.Number,
            Hash = step.Block?.Hash.ToBytes(),
            Time = step.Block?.Timestamp.ToUnixTimeSeconds(),
        });

    static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
