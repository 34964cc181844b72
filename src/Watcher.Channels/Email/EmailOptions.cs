using System.Collections.Immutable;
using System.Net.Mail;
using Watcher.Channels.Http;
using Watcher.Settings;

namespace Watcher.Channels.Email;

/// <param name="Port">587, where STARTTLS is spoken.</param>
/// <param name="Tls">False only for a relay on this machine.</param>
/// <param name="User">With <paramref name="Password"/>; null for a server that asks for none.</param>
public sealed record EmailOptions(
    string Host, int Port, bool Tls, string? User, string? Password, MailAddress From, ImmutableArray<MailAddress> To, TimeSpan Timeout)
{
    const int Submission = 587, ImplicitTls = 465, MostRecipients = 50;
    static readonly MailAddress Nobody = new("nobody@invalid.invalid");

    public static EmailOptions Read(SettingsNode settings)
    {
        var options = new EmailOptions(settings.RequiredText("Host"), (int)(settings.Integer("Port") ?? Submission), settings.Flag("Tls") ?? true,
            settings.Text("User"), settings.Text("Password"), Address(settings, "From", settings.RequiredText("From")),
            [.. (settings.Texts("To") ?? []).Select((to, i) => Address(settings, $"To[{i}]", to))], HttpSettings.Timeout(settings));
        options.Check(settings);
        return options;
    }

    void Check(SettingsNode settings)
    {
        if (Port == ImplicitTls) settings.Problem("Port", "465 speaks TLS from the first byte, which is not supported here: use 587 (STARTTLS)");
        else if (Port is < 1 or > 65535) settings.Problem("Port", "must be between 1 and 65535");
        if (To.IsEmpty) settings.Problem("To", "is required: a list of addresses, such as [ \"me@example.org\" ]");
        if (To.Length > MostRecipients) settings.Problem("To", $"has more than {MostRecipients} addresses: use a mailing list");
        if (User is null != Password is null) settings.Problem(User is null ? "User" : "Password", "is required with the other one");
        if (!Tls && User is not null) settings.Problem("Tls", "cannot be false with a Password: it would cross the network for all to read");
    }

    static MailAddress Address(SettingsNode settings, string key, string text)
    {
        if (MailAddress.TryCreate(text, out var address) && text.All(sign => !char.IsControl(sign))) return address;
        if (text.Length > 0) settings.Problem(key, "is not an e-mail address");
        return Nobody;
    }
}
