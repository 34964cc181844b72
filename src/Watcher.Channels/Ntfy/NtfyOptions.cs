using System.Text.RegularExpressions;
using Watcher.Channels.Http;
using Watcher.Settings;

namespace Watcher.Channels.Ntfy;

/// <param name="Url">The server, https://ntfy.sh or one's own.</param>
/// <param name="Topic">Whoever knows it can read along: as good as a password where the server asks for none.</param>
/// <param name="Token">An access token; null for a topic open to all.</param>
public sealed partial record NtfyOptions(Uri Url, string Topic, string? Token, TimeSpan Timeout)
{
    public static NtfyOptions From(SettingsNode settings)
    {
        var options = new NtfyOptions(HttpSettings.Url(settings, "https://ntfy.sh/"), settings.RequiredText("Topic"), settings.Text("Token"), HttpSettings.Timeout(settings));
        if (options.Topic.Length > 0 && !TopicName().IsMatch(options.Topic))
            settings.Problem("Topic", "must be 1 to 64 letters, digits, '_' or '-': the name alone, not its URL");
        if (options.Token is { } token && !token.All(char.IsAsciiLetterOrDigit) && !token.StartsWith("tk_", StringComparison.Ordinal))
            settings.Problem("Token", "is not an access token (tk_...): make one with 'ntfy token add', or in the account's page");
        return options;
    }

    [GeneratedRegex("^[-_A-Za-z0-9]{1,64}$")]
    private static partial Regex TopicName();
}
