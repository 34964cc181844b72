using Watcher.Settings;

namespace Watcher.Channels.Webhook;

/// <param name="Url">Where to POST; its path and query may be secret and are never shown.</param>
/// <param name="Secret">Signs each call; null leaves them unsigned.</param>
/// <param name="Timeout">For one call as a whole.</param>
public sealed record WebhookOptions(Uri Url, string? Secret, TimeSpan Timeout)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);
    static readonly Uri Nowhere = new("http://invalid.invalid/");

    /// <summary>Reads <c>Url</c>, <c>Secret</c> and <c>Timeout</c>; every problem is reported to the settings.</summary>
    public static WebhookOptions From(SettingsNode settings)
    {
        settings.Text("Type");
        if (!settings.Has("Url")) settings.Problem("Url", "is required: where to POST notifications, such as https://example.org/hook");
        var options = new WebhookOptions(settings.Url("Url") ?? Nowhere, settings.Text("Secret"), settings.Duration("Timeout") ?? DefaultTimeout);
        if (options.Secret is { Length: 0 }) settings.Problem("Secret", "is empty: leave it out, or set one");
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromMinutes(1)) settings.Problem("Timeout", "must be between 1s and 1m");
        settings.Done();
        return options;
    }
}
