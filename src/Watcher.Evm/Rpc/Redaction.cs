using System.Collections.Immutable;

namespace Watcher.Evm.Rpc;

/// <summary>Takes an endpoint's secrets out of what its node says: a hosted service may repeat the key it was called with.</summary>
sealed class Redaction(Uri url)
{
    /// <summary>Shorter parts of a path (<c>v2</c>, <c>rpc</c>) are words, not keys.</summary>
    const int ShortestSecret = 6;

    readonly ImmutableArray<string> secrets =
    [
        .. url.PathAndQuery.Split('/', '?', '&', '=').Concat(url.UserInfo.Split(':')).SelectMany(part => new[] { part, Uri.UnescapeDataString(part) })
            .Where(part => part.Length >= ShortestSecret).Distinct().OrderByDescending(part => part.Length),
    ];

    public string Redact(string text) => secrets.Aggregate(text, (rest, secret) => rest.Replace(secret, "…", StringComparison.OrdinalIgnoreCase));
}
