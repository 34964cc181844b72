using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Watcher.EndToEnd.Channels;

/// <summary>A real SMTP server: aiosmtpd from Debian's <c>python3-aiosmtpd</c>, with a certificate of its own.</summary>
sealed class MailServer : IDisposable
{
    const string Python = "/usr/bin/python3";
    readonly DirectoryInfo folder;
    readonly Process process;

    MailServer(DirectoryInfo folder, Process process, int port) => (this.folder, this.process, Port) = (folder, process, port);

    public int Port { get; }

    /// <summary>What a program must trust to speak with it.</summary>
    public string Certificate => Path.Combine(folder.FullName, "certificate.pem");

    /// <summary>The mails that came, in order.</summary>
    public IReadOnlyList<string> Mails => [.. folder.GetFiles("*.eml").OrderBy(file => int.Parse(Path.GetFileNameWithoutExtension(file.Name), CultureInfo.InvariantCulture))
        .Select(file => File.ReadAllText(file.FullName))];

    public static async Task<MailServer> Start()
    {
        var folder = Directory.CreateTempSubdirectory("watcher-mail-");
        var (certificate, key) = (Path.Combine(folder.FullName, "certificate.pem"), Path.Combine(folder.FullName, "key.pem"));
        WriteCertificate(certificate, key);
        var script = Path.Combine(AppContext.BaseDirectory, "Channels", "mail_server.py");
        var process = Process.Start(new ProcessStartInfo(Python, [script, folder.FullName, certificate, key]) { RedirectStandardOutput = true })!;
        var port = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("the SMTP server did not start: install Debian's python3-aiosmtpd");
        return new(folder, process, int.Parse(port, CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    static void WriteCertificate(string certificate, string key)
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(key, rsa.ExportPkcs8PrivateKeyPem());
    }
}
