using Watcher.Channels.Http;
using Watcher.Settings;

namespace Watcher.Channels.Alertmanager;

/// <param name="Url">Alertmanager's root, such as http://127.0.0.1:9093.</param>
/// <param name="User">For basic authentication, with <paramref name="Password"/>; null without.</param>
/// <param name="Hold">How long an alert counts as firing when nothing more is heard of it.</param>
public sealed record AlertmanagerOptions(Uri Url, string? User, string? Password, TimeSpan Hold, TimeSpan Timeout)
{
    /// <summary>An acknowledged alert has no reminders that would renew it.</summary>
    public static readonly TimeSpan DefaultHold = TimeSpan.FromDays(30);

    public static AlertmanagerOptions From(SettingsNode settings)
    {
        var options = new AlertmanagerOptions(HttpSettings.RequiredUrl(settings, "Alertmanager's root, such as http://127.0.0.1:9093"),
            settings.Text("User"), settings.Text("Password"), settings.Duration("Hold") ?? DefaultHold, HttpSettings.Timeout(settings));
        if (options.User is null != options.Password is null) settings.Problem(options.User is null ? "User" : "Password", "is required with the other one");
        if (options.Hold < TimeSpan.FromMinutes(5)) settings.Problem("Hold", "must be 5m or more: longer than an alert may stay acknowledged, else it ends there while it goes on here");
        return options;
    }
}
