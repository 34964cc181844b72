using System.Collections.Immutable;
using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using System.Text;
using Watcher.Alerts;

namespace Watcher.Channels.Email;

/// <summary>Sends mail by SMTP with STARTTLS. A mail's id is made from its key, so that one sent twice shows as one where mail is read.</summary>
public sealed class EmailChannel(string name, EmailOptions options, TimeProvider time) : IPeopleChannel
{
    public const string Type = "email";

    public static ChannelKind Kind { get; } = new(Type, (name, settings, context) => new EmailChannel(name, EmailOptions.Read(settings), context.Time));

    public string Name => name;

    public byte[] Render(ImmutableArray<Notification> notifications) => EmailMessage.Of(notifications, time.GetUtcNow()).Bytes();

    public async ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var mail = Mail(EmailMessage.Parse(message.Body.Span), message.IdempotencyKey);
            using var smtp = new SmtpClient(options.Host, options.Port) { EnableSsl = options.Tls, Credentials = Credentials() };
            await smtp.SendMailAsync(mail, either.Token);
            return new Delivery.Delivered($"{options.Host}: accepted for {options.To.Length}");
        }
        catch (Exception error) when (error is OperationCanceledException or SmtpException && deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new Delivery.RetryLater($"{options.Host}: no answer in {options.Timeout.TotalSeconds:0.###} s");
        }
        catch (SmtpException error) when (!cancellation.IsCancellationRequested)
        {
            return Judge(error);
        }
        catch (Exception error) when (error is AuthenticationException or IOException && !cancellation.IsCancellationRequested)
        {
            return new Delivery.RetryLater($"{options.Host}: {Reason(error)}");
        }
    }

    NetworkCredential? Credentials() => options.User is { } user ? new(user, options.Password) : null;

    MailMessage Mail(EmailMessage message, string key)
    {
        var mail = new MailMessage { From = options.From, Subject = message.Subject, SubjectEncoding = Encoding.UTF8, Body = message.Text, BodyEncoding = Encoding.UTF8 };
        foreach (var to in options.To) mail.To.Add(to);
        mail.Headers.Add("Message-ID", Id(key));
        mail.Headers.Add("Date", message.Date);
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (message.Threads is [var first, ..])
        {
            mail.Headers.Add("In-Reply-To", Id(first));
            mail.Headers.Add("References", string.Join(' ', message.Threads.Select(Id)));
        }
        if (message.IsUrgent) mail.Priority = MailPriority.High;
        return mail;
    }

    string Id(string key) => $"<{key}@{options.From.Host}>";

    /// <summary>4xx may pass, 5xx will not. Where some recipients were refused the others have it, and the owner must know.</summary>
    Delivery Judge(SmtpException error)
    {
        var (failed, code) = error switch
        {
            SmtpFailedRecipientsException several => (several.InnerExceptions.Length, several.InnerExceptions.Max(e => (int)e.StatusCode)),
            SmtpFailedRecipientException => (1, (int)error.StatusCode),
            _ => (0, (int)error.StatusCode),
        };
        var who = failed == 0 ? "" : $" for {failed} of {options.To.Length} recipients";
        return code switch
        {
            >= 500 => new Delivery.Rejected($"{options.Host}: SMTP {code}{who}"),
            > 0 => new Delivery.RetryLater($"{options.Host}: SMTP {code}{who}"),
            _ => new Delivery.RetryLater($"{options.Host}: {Reason(error.InnerException)}"),
        };
    }

    static string Reason(Exception? error) => error switch
    {
        AuthenticationException => "TLS failed: its certificate is not trusted or not for this name",
        System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.HostNotFound } => "host name not found",
        System.Net.Sockets.SocketException => "connection refused or unreachable",
        null => "it does not speak STARTTLS, or broke off",
        _ => "connection broken",
    };
}
