using Watcher.Settings;

namespace Watcher.Channels.Http;

/// <summary>Settings that all channels on HTTP share.</summary>
static class HttpSettings
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);
    static readonly Uri Nowhere = new("http://invalid.invalid/");

    /// <summary>For one call as a whole.</summary>
    public static TimeSpan Timeout(SettingsNode settings)
    {
        var timeout = settings.Duration("Timeout") ?? DefaultTimeout;
        if (timeout <= TimeSpan.Zero || timeout > TimeSpan.FromMinutes(1)) settings.Problem("Timeout", "must be between 1s and 1m");
        return timeout;
    }

    /// <param name="what">What it is and an example, for the one who left it out.</param>
    public static Uri RequiredUrl(SettingsNode settings, string what)
    {
        if (!settings.Has("Url")) settings.Problem("Url", $"is required: {what}");
        return settings.Url("Url") ?? Nowhere;
    }

    /// <summary>The service's own address unless another is set.</summary>
    public static Uri Url(SettingsNode settings, string usual) => settings.Url("Url") ?? new(usual);

    /// <summary>Something under an address that may itself have a path.</summary>
    public static Uri Under(Uri root, string path) => new($"{root.AbsoluteUri.TrimEnd('/')}/{path}");
}
