using Watcher.Channels.Http;
using Watcher.Settings;

namespace Watcher.Channels.PagerDuty;

/// <param name="Url">Of the events API; https://events.eu.pagerduty.com/v2/enqueue for accounts in the EU.</param>
/// <param name="RoutingKey">The integration key of a service's "Events API V2" integration.</param>
public sealed record PagerDutyOptions(Uri Url, string RoutingKey, TimeSpan Timeout)
{
    const int KeyLength = 32;

    public static PagerDutyOptions From(SettingsNode settings)
    {
        var options = new PagerDutyOptions(HttpSettings.Url(settings, "https://events.pagerduty.com/v2/enqueue"), settings.RequiredText("RoutingKey"), HttpSettings.Timeout(settings));
        if (options.RoutingKey.Length > 0 && !(options.RoutingKey.Length == KeyLength && options.RoutingKey.All(char.IsAsciiLetterOrDigit)))
            settings.Problem("RoutingKey", "must be the 32 letters and digits of an \"Events API V2\" integration (service, Integrations), not a REST API key");
        return options;
    }
}
