using System.Net;
using System.Security.Cryptography;
using System.Text;
using Watcher.Host.Api.Session;
using Watcher.Host.Config;

namespace Watcher.Host.Api;

/// <summary>
/// Who may ask and who may write. A configured token is asked of everybody, and only in a header or as the cookie that was got for it: an
/// address ends up in logs and histories. A write needs a header that a page of another origin cannot send without asking first, and nobody
/// answers such a question here.
/// </summary>
sealed class Gate(ApiConfig api, TimeProvider time)
{
    /// <summary>Every write carries it, with the value <c>1</c>.</summary>
    public const string Header = "X-Watcher";

    const string Scheme = "Bearer ";

    readonly byte[]? token = api.Token is { } text ? Digest(text) : null;

    /// <summary>Null without a token: then nothing is asked of a browser either.</summary>
    public Sessions? Sessions { get; } = api.Token is null ? null : new();

    /// <exception cref="ApiProblem">Says what is missing.</exception>
    public void Check(HttpContext context, bool writes)
    {
        if (IsOfAnotherPage(context.Request.Headers)) throw new ApiProblem(StatusCodes.Status403Forbidden, "a page of another origin asks nothing here");
        if (!IsTold(context.Request)) throw Untold(context);
        if (writes) CheckWrite(context);
    }

    /// <summary>A write for which a session is not enough.</summary>
    /// <exception cref="ApiProblem">Says what is missing.</exception>
    public void CheckToken(HttpContext context)
    {
        if (!Bears(context.Request)) throw Untold(context);
        CheckWrite(context);
    }

    /// <summary>The token is right, or there is none, or it was right when the session began.</summary>
    public bool IsTold(HttpRequest request) =>
        Bears(request) || (request.Cookies[Sessions.Cookie] is { } session && Sessions!.Holds(session, time.GetUtcNow()));

    void CheckWrite(HttpContext context)
    {
        if (context.Request.Headers[Header] != "1") throw new ApiProblem(StatusCodes.Status403Forbidden, $"a write needs the header '{Header}: 1'");
        if (token is null && !IsLoopback(context.Request.Host.Host))
            throw new ApiProblem(StatusCodes.Status403Forbidden, "without Watcher:Api:Token only this machine may write: set one, or ask under 127.0.0.1");
    }

    /// <summary>
    /// It could not read the answer, but learn from how long it takes, and take up room. A browser tells of it, and only a browser has pages;
    /// where somebody follows a link, the answer is for him.
    /// </summary>
    static bool IsOfAnotherPage(IHeaderDictionary headers) =>
        headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && headers["Sec-Fetch-Mode"] != "navigate";

    static ApiProblem Untold(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = Scheme.TrimEnd();
        return new(StatusCodes.Status401Unauthorized, "send the token of Watcher:Api:Token as 'Authorization: Bearer ...'");
    }

    /// <summary>How long it takes tells nothing of how near a wrong token is.</summary>
    bool Bears(HttpRequest request)
    {
        if (token is null) return true;
        var given = request.Headers.Authorization.ToString();
        return given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(Digest(given[Scheme.Length..].Trim()), token);
    }

    static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
