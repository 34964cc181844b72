namespace Watcher.Channels.Http;

/// <summary>The parts of a URL that may be a password: its path, its query, and each long piece of them.</summary>
static class UrlSecrets
{
    const int LongPiece = 12;

    public static IEnumerable<string> Of(Uri url)
    {
        string[] whole = [url.PathAndQuery, url.AbsolutePath];
        var pieces = url.PathAndQuery.Split(['/', '?', '&', '='], StringSplitOptions.RemoveEmptyEntries).Where(piece => piece.Length >= LongPiece);
        return [.. whole.Where(part => part.Length > 1).Concat(pieces).Distinct().OrderByDescending(part => part.Length)];
    }
}
