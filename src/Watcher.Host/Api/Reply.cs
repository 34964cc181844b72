using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Watcher.Host.Api;

/// <summary>Writes answers. What is asked for again and is the same is not sent again.</summary>
static class Reply
{
    public const string Json = "application/json; charset=utf-8";

    public static Task Write(HttpContext context, int status, JsonObject json, string type = Json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(json.ToJsonString());
    }

    public static Task Write(HttpContext context, ApiProblem problem) => Write(context, problem.Status, problem.Json, ApiProblem.ContentType);

    /// <summary>With an ETag over all of it.</summary>
    public static async Task WriteTagged(HttpContext context, JsonObject json)
    {
        var body = Encoding.UTF8.GetBytes(json.ToJsonString());
        if (IsKnown(context, Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16)))) return;
        context.Response.ContentType = Json;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Tags the answer, and says that it did not change where whoever asks has it already.</summary>
    public static bool IsKnown(HttpContext context, string stamp)
    {
        var tag = new EntityTagHeaderValue($"\"{stamp}\"");
        context.Response.Headers.ETag = tag.ToString();
        var known = context.Request.GetTypedHeaders().IfNoneMatch.Any(held => held.Compare(tag, useStrongComparison: false) || held.Equals(EntityTagHeaderValue.Any));
        if (known) context.Response.StatusCode = StatusCodes.Status304NotModified;
        return known;
    }

    /// <summary>Set before anything else happens, so that refusals have them too. No page of anybody's may show this one, nor guess what it is.</summary>
    public static Task Guarded(HttpContext context, Func<Task> next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next();
    }
}
