using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Alerts;

/// <summary>
/// Names a life of an alert by what began it, so that the same step taken again (a crash before the commit) names it alike, while a new
/// life, or one in a new database, never takes an old one's name.
/// </summary>
static class AlertId
{
    const int Bytes = 10;

    internal static string Of(AlertKey key, int life, BlockRef? block, DateTimeOffset now)
    {
        var origin = block?.Hash.ToString() ?? now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var text = string.Join('\n', key.Rule, key.Subject, life.ToString(CultureInfo.InvariantCulture), origin);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
    }
}
