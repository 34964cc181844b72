using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Host.Api.Session;

/// <summary>
/// What a browser holds in the token's place, for it can put no header on an event stream: until when it is good, and a signature under the
/// token. Nothing is remembered here; another token ends all sessions.
/// </summary>
sealed class Sessions(string token)
{
    public const string Cookie = "watcher-session";

    /// <summary>So long a browser is not asked again.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromDays(30);

    readonly byte[] key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "session"u8);

    public string Begin(DateTimeOffset until) => $"{until.ToUnixTimeSeconds()}.{Signature(until.ToUnixTimeSeconds())}";

    public bool Holds(string value, DateTimeOffset now) =>
        value.Split('.') is [var until, var signature]
        && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > now.ToUnixTimeSeconds()
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Signature(seconds)));

    string Signature(long until) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(until.ToString(CultureInfo.InvariantCulture))));
}
