using System.Collections.Immutable;

namespace Watcher.Store;

/// <summary>A stored message whose time has come.</summary>
/// <param name="Attempts">Tries so far.</param>
/// <param name="Rules">The rules whose alerts it tells of; none for a message of no stored alert.</param>
public sealed record DueMessage(
    long Id, string Channel, string NotificationId, string IdempotencyKey, byte[] Body, int Attempts, ImmutableArray<string> Rules)
{
    /// <summary>Whether all that it tells is of alerts of this rule.</summary>
    public bool TellsOnlyOf(string rule) => !Rules.IsEmpty && Rules.All(r => r == rule);
}
