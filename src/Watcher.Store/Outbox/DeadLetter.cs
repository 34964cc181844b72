using System.Collections.Immutable;
using System.Text.Json;

namespace Watcher.Store;

/// <summary>A message that its channel refused for good.</summary>
/// <param name="Id">Names it to whoever wants it sent again.</param>
/// <param name="Tells">The notifications in it.</param>
/// <param name="At">When it was refused.</param>
/// <param name="Receipt">What the other side said.</param>
public sealed record DeadLetter(long Id, string Channel, ImmutableArray<string> Tells, DateTimeOffset StoredAt, DateTimeOffset At, int Attempts, string Receipt);

/// <summary>Set by name: an aggregate has no declared type.</summary>
sealed record DeadLetterRow
{
    public const string Select =
        """
        SELECT o.id AS Id, o.channel AS Channel, o.created_at AS StoredAt, o.attempts AS Attempts, d.at AS At, d.receipt AS Receipt,
          (SELECT json_group_array(n.notification_id) FROM outbox_notifications n WHERE n.outbox_id = o.id) AS Tells
        FROM outbox o JOIN deliveries d ON d.id = (SELECT max(l.id) FROM deliveries l WHERE l.outbox_id = o.id)
        WHERE o.state = 'rejected' AND (@channel IS NULL OR o.channel = @channel) ORDER BY o.id
        """;

    public long Id { get; init; }
    public string Channel { get; init; } = "";
    public long StoredAt { get; init; }
    public long Attempts { get; init; }
    public long At { get; init; }
    public string Receipt { get; init; } = "";
    public string Tells { get; init; } = "";

    public DeadLetter Letter() => new(Id, Channel, JsonSerializer.Deserialize<ImmutableArray<string>>(Tells), Instants.FromMilliseconds(StoredAt),
        Instants.FromMilliseconds(At), (int)Attempts, Receipt);
}
