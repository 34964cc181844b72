using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Watcher.Alerts;

namespace Watcher.Store;

/// <summary>
/// Messages on their way, in the database until a channel has taken or refused them. Per channel and alert only the oldest is ever due, so
/// that a <c>resolved</c> waits for its <c>fired</c>, also where that lies in a message with others; a refused one holds nobody up.
/// </summary>
public sealed class Outbox
{
    readonly Database database;

    internal Outbox(Database database) => this.database = database;

    /// <summary>Stores messages that belong to no cycle: a test, a drill.</summary>
    public void Add(IEnumerable<OutboxMessage> messages, DateTimeOffset now) => database.Write(connection =>
    {
        foreach (var message in messages) Insert(connection, message, now);
    });

    /// <summary>Channels that have something waiting.</summary>
    public ImmutableArray<string> Waiting() => database.Read<ImmutableArray<string>>(connection =>
        [.. connection.Query<string>("SELECT DISTINCT channel FROM outbox WHERE state = 'pending'")]);

    /// <summary>What a channel may send now, oldest first: at most one message of each alert. Where the clock was set back behind its last try, a message waits no longer.</summary>
    public ImmutableArray<DueMessage> Due(string channel, DateTimeOffset now, int limit) => database.Read<ImmutableArray<DueMessage>>(connection =>
        [.. connection.Query<DueRow>(
            """
            SELECT id AS Id, notification_id AS NotificationId, idempotency_key AS IdempotencyKey, body AS Body, attempts AS Attempts,
              (SELECT json_group_array(a.rule) FROM outbox_notifications n JOIN alerts a ON a.id = n.alert_id WHERE n.outbox_id = o.id) AS Rules
            FROM outbox o
            WHERE channel = @channel AND state = 'pending'
              AND (next_attempt_at <= @now OR ifnull((SELECT d.at FROM deliveries d WHERE d.outbox_id = o.id ORDER BY d.id DESC LIMIT 1), created_at) > @now)
              AND NOT EXISTS (
              SELECT 1 FROM outbox_notifications n
              JOIN outbox_notifications f ON f.alert_id = n.alert_id AND f.outbox_id < n.outbox_id
              JOIN outbox e ON e.id = f.outbox_id AND e.state = 'pending' AND e.channel = o.channel
              WHERE n.outbox_id = o.id)
            ORDER BY id LIMIT @limit
            """, new { channel, now = now.Milliseconds(), limit }).Select(row => row.Message(channel))]);

    /// <summary>When the next message of any channel is due; null where nothing waits.</summary>
    public DateTimeOffset? NextDue() => database.Read(connection =>
        Instants.FromMilliseconds(connection.ExecuteScalar<long?>("SELECT min(next_attempt_at) FROM outbox WHERE state = 'pending'")));

    /// <summary>What channels refused for good, oldest first.</summary>
    /// <param name="channel">Of this one only; null = of all.</param>
    public ImmutableArray<DeadLetter> Dead(string? channel) => database.Read<ImmutableArray<DeadLetter>>(connection =>
        [.. connection.Query<DeadLetterRow>(DeadLetterRow.Select, new { channel }).Select(row => row.Letter())]);

    /// <summary>The newest messages with every try to deliver them, newest first.</summary>
    /// <param name="channel">Of this one only; null = of all.</param>
    /// <param name="limit">How many messages.</param>
    public ImmutableArray<AlertDelivery> Newest(string? channel, int limit) => database.Read<ImmutableArray<AlertDelivery>>(connection =>
        [.. connection.Query<RecentDeliveryRow>(RecentDeliveryRow.Newest, new { channel, limit }).Select(row => row.Delivery())]);

    /// <summary>Makes dead letters due again: the same bytes under the same key. What is no dead letter (any more) stays as it is.</summary>
    /// <returns>How many will be sent again.</returns>
    public int Resend(IEnumerable<long> letters, DateTimeOffset now) => database.Write(connection => letters.Sum(id => connection.Execute(
        "UPDATE outbox SET state = 'pending', next_attempt_at = @now WHERE id = @id AND state = 'rejected'", new { id, now = now.Milliseconds() })));

    /// <summary>Records what came of a try, in one transaction: receipt, state, the next try, the channel's health. A success makes all that the channel still holds due now.</summary>
    public void Record(DeliveryAttempt attempt) => database.Write(connection => Record(connection, attempt));

    /// <summary>How each channel that ever sent something is doing.</summary>
    public ImmutableArray<ChannelHealth> Health() => database.Read<ImmutableArray<ChannelHealth>>(connection =>
        [.. connection.Query<HealthRow>($"{HealthRow.Select} ORDER BY channel").Select(row => row.Health())]);

    internal static ChannelHealth Health(SqliteConnection connection, string channel) =>
        connection.QuerySingle<HealthRow>($"{HealthRow.Select} WHERE channel = @channel", new { channel }).Health();

    internal static void Record(SqliteConnection connection, DeliveryAttempt attempt)
    {
        var values = new
        {
            attempt.Message.Id,
            attempt.Message.Channel,
            Attempt = attempt.Message.Attempts + 1,
            At = attempt.At.Milliseconds(),
            Took = (long)attempt.Took.TotalMilliseconds,
            Outcome = Word(attempt.Outcome),
            attempt.Receipt,
            State = attempt.Outcome == DeliveryOutcome.Retry ? "pending" : Word(attempt.Outcome),
            Next = (attempt.NextAt ?? attempt.At).Milliseconds(),
        };
        connection.Execute(
            """
            INSERT INTO deliveries (outbox_id, attempt, at, took_ms, outcome, receipt) VALUES (@Id, @Attempt, @At, @Took, @Outcome, @Receipt);
            UPDATE outbox SET state = @State, attempts = @Attempt, next_attempt_at = @Next WHERE id = @Id;
            """, values);
        connection.Execute(attempt.Outcome == DeliveryOutcome.Delivered ? Success : Failure, values);
    }

    internal static void Insert(SqliteConnection connection, OutboxMessage message, DateTimeOffset now)
    {
        var id = connection.ExecuteScalar<long?>(
            """
            INSERT INTO outbox (channel, notification_id, idempotency_key, body, created_at, next_attempt_at)
            VALUES (@Channel, @NotificationId, @IdempotencyKey, @Body, @now, @now) ON CONFLICT DO NOTHING RETURNING id
            """,
            new { message.Channel, message.NotificationId, message.IdempotencyKey, message.Body, now = now.Milliseconds() });
        if (id is null) return;
        foreach (var told in message.Tells)
            connection.Execute("INSERT INTO outbox_notifications VALUES (@id, @NotificationId, @AlertId)", new { id, told.NotificationId, told.AlertId });
    }

    const string Success =
        """
        UPDATE outbox SET next_attempt_at = @At WHERE channel = @Channel AND state = 'pending' AND next_attempt_at > @At;
        INSERT INTO channel_health (channel, failures, last_success) VALUES (@Channel, 0, @At)
        ON CONFLICT DO UPDATE SET failures = 0, failing_since = NULL, last_error = NULL, last_success = excluded.last_success
        """;

    const string Failure =
        """
        INSERT INTO channel_health (channel, failures, failing_since, last_error) VALUES (@Channel, 1, @At, @Receipt)
        ON CONFLICT DO UPDATE SET failures = failures + 1, failing_since = ifnull(failing_since, excluded.failing_since), last_error = excluded.last_error
        """;

    static string Word(DeliveryOutcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>Set by name: an aggregate has no declared type, so a row of no rows has no constructor to fit.</summary>
    sealed record DueRow
    {
        public long Id { get; init; }
        public string NotificationId { get; init; } = "";
        public string IdempotencyKey { get; init; } = "";
        public byte[] Body { get; init; } = [];
        public long Attempts { get; init; }
        public string Rules { get; init; } = "";

        public DueMessage Message(string channel) =>
            new(Id, channel, NotificationId, IdempotencyKey, Body, (int)Attempts, JsonSerializer.Deserialize<ImmutableArray<string>>(Rules));
    }

    /// <summary>Set by name, as <see cref="DueRow"/> is.</summary>
    sealed record HealthRow
    {
        public const string Select =
            """
            SELECT channel AS Channel, failures AS Failures, failing_since AS FailingSince, last_error AS LastError, last_success AS LastSuccess,
              (SELECT count(*) FROM outbox o WHERE o.channel = h.channel AND o.state = 'pending') AS Pending,
              (SELECT count(*) FROM outbox o WHERE o.channel = h.channel AND o.state = 'rejected') AS Rejected
            FROM channel_health h
            """;

        public string Channel { get; init; } = "";
        public long Failures { get; init; }
        public long? FailingSince { get; init; }
        public string? LastError { get; init; }
        public long? LastSuccess { get; init; }
        public long Pending { get; init; }
        public long Rejected { get; init; }

        public ChannelHealth Health() => new(Channel, (int)Failures, Instants.FromMilliseconds(FailingSince), LastError,
            Instants.FromMilliseconds(LastSuccess), (int)Pending, (int)Rejected);
    }
}
