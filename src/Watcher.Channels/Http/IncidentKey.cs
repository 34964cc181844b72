using Watcher.Alerts;

namespace Watcher.Channels.Http;

/// <summary>
/// What an incident elsewhere is known by: the alert, and apart from it its UNKNOWN, which begins and ends by itself while the alert may go
/// on firing.
/// </summary>
static class IncidentKey
{
    public static string OfBreach(Notification notification) => notification.AlertId ?? notification.Id;

    public static string OfUnknown(Notification notification) => $"{OfBreach(notification)}-unknown";
}
