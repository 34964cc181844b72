using System.Security.Cryptography;
using System.Text;

namespace Watcher.Host.Api.Session;

/// <summary>
/// What a browser holds in the token's place, for it can put no header on an event stream: a number that nobody guesses, good until its time is
/// over or it is handed back, wherever a copy of it may be. They are remembered here and nowhere else: a restart ends them all.
/// </summary>
sealed class Sessions
{
    public const string Cookie = "watcher-session";

    /// <summary>So long a browser is not asked again.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromDays(30);

    /// <summary>Whoever has the token may begin as many as he likes: the one that ends first makes room.</summary>
    public const int Most = 1000;

    readonly Lock gate = new();

    /// <summary>By digest, so that how long a look-up takes tells nothing of how near a guess is; until when each is good.</summary>
    readonly Dictionary<string, DateTimeOffset> open = [];

    public string Begin(DateTimeOffset until)
    {
        var value = RandomNumberGenerator.GetHexString(64, lowercase: true);
        lock (gate)
        {
            if (open.Count == Most) open.Remove(open.MinBy(session => session.Value).Key);
            open[Digest(value)] = until;
        }
        return value;
    }

    public bool Holds(string value, DateTimeOffset now)
    {
        lock (gate) return open.TryGetValue(Digest(value), out var until) && until > now;
    }

    public void End(string value)
    {
        lock (gate) open.Remove(Digest(value));
    }

    static string Digest(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
