using System.Text.Json.Nodes;

namespace Watcher.Alerts;

/// <summary>Why somebody is told something now.</summary>
public enum NotificationReason { Fired, Worsened, Reminder, Resolved, Unknown, Recovered, Escalated, Event, Test }

/// <summary>What is told: schema <c>watcher.notification/1</c>. Fields that do not apply are null and absent in the JSON.</summary>
/// <param name="Id">Unique for ever.</param>
/// <param name="IdempotencyKey">The same on every try and after every restart: a receiver that saw it has it.</param>
public sealed record Notification(string Id, string IdempotencyKey, NotificationReason Reason, Severity Severity, string Summary)
{
    public bool Drill { get; init; }
    /// <summary>The alert it belongs to; notifications of one alert arrive in order.</summary>
    public string? AlertId { get; init; }
    public string? Rule { get; init; }
    public Address? Wallet { get; init; }
    public string? Label { get; init; }
    public string? Chain { get; init; }
    public string? Position { get; init; }
    public string? Metric { get; init; }
    public string? Value { get; init; }
    public string? Threshold { get; init; }
    public DateTimeOffset? FiredAt { get; init; }
    public BlockRef? Block { get; init; }
    /// <summary>The second opinion on it, where one was asked.</summary>
    public Confirmation? Confirmation { get; init; }
    /// <summary>Who and what in one short sentence, for a title; null where the summary is short enough.</summary>
    public string? Headline { get; init; }
    /// <summary>Where the dashboard shows the alert; null where there is none.</summary>
    public Uri? Link { get; init; }
    /// <summary>The position as the report has it.</summary>
    public JsonNode? Evidence { get; init; }
}
