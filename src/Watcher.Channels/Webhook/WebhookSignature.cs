using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Channels.Webhook;

/// <summary>
/// <c>sha256=</c> and the hex HMAC-SHA256 of <c>timestamp.body</c> under the shared secret: the receiver knows who sent it, and can refuse
/// an old call sent again.
/// </summary>
static class WebhookSignature
{
    /// <param name="timestamp">Unix seconds, as in the header beside it.</param>
    public static string Of(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return "sha256=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
