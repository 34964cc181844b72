using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Host.Config;
using Watcher.Reports;

namespace Watcher.Host.Api.Session;

/// <summary>
/// <c>/session</c>: a browser gives the token once and gets a cookie for it, which no script can read and which no page of another site
/// makes it send.
/// </summary>
sealed class SessionEndpoint(ApiConfig api, Gate gate, TimeProvider time)
{
    const string Schema = "watcher.session/1";

    public static ApiRoute Opening { get; } = new("POST", "/session", "A cookie for the token, for browsers", Schema);

    public static ApiRoute Closing { get; } = new("DELETE", "/session", "Ends the session, also where its cookie was copied", Schema);

    public static ImmutableArray<ApiRoute> Routes { get; } = [Opening, Closing];

    /// <summary>Only for the token itself: a cookie does not prolong itself.</summary>
    public async Task Open(HttpContext context)
    {
        gate.CheckToken(context);
        await Given.Read(context, Opening);
        var json = new JsonObject { ["schema"] = Schema, ["token"] = gate.Sessions is not null };
        if (gate.Sessions is { } sessions)
        {
            var until = time.GetUtcNow() + Sessions.Length;
            context.Response.Cookies.Append(Sessions.Cookie, sessions.Begin(until), Options(context, Sessions.Length));
            json["until"] = ReportJson.Text(DateTimeOffset.FromUnixTimeSeconds(until.ToUnixTimeSeconds()));
        }
        await Reply.Write(context, Opening.Status, json);
    }

    public async Task Close(HttpContext context)
    {
        gate.Check(context, writes: true);
        await Given.Read(context, Closing);
        if (context.Request.Cookies[Sessions.Cookie] is { } session) gate.Sessions?.End(session);
        context.Response.Cookies.Append(Sessions.Cookie, "", Options(context, TimeSpan.Zero));
        await Reply.Write(context, Closing.Status, new() { ["schema"] = Schema, ["token"] = gate.Sessions is not null });
    }

    CookieOptions Options(HttpContext context, TimeSpan length) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = api.PublicUrl?.Scheme == Uri.UriSchemeHttps || context.Request.Headers["X-Forwarded-Proto"] == Uri.UriSchemeHttps,
        Path = "/",
        MaxAge = length,
    };
}
