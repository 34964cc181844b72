using Watcher.Channels.Http;
using Watcher.Settings;

namespace Watcher.Channels.Webhook;

/// <param name="Url">Where to POST; its path and query may be secret and are never shown.</param>
/// <param name="Secret">Signs each call; null leaves them unsigned.</param>
/// <param name="Timeout">For one call as a whole.</param>
public sealed record WebhookOptions(Uri Url, string? Secret, TimeSpan Timeout)
{
    /// <summary>Every problem is reported to the settings.</summary>
    public static WebhookOptions From(SettingsNode settings)
    {
        var url = HttpSettings.RequiredUrl(settings, "where to POST notifications, such as https://example.org/hook");
        var options = new WebhookOptions(url, settings.Text("Secret"), HttpSettings.Timeout(settings));
        if (options.Secret is { Length: 0 }) settings.Problem("Secret", "is empty: leave it out, or set one");
        return options;
    }
}
