using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Watcher.Host.Api;

/// <summary>Writes answers. What is asked for again and is the same, to the byte, is not sent again.</summary>
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

    /// <summary>With an ETag: a report's block is in it, so that a new block is a new tag, and so is anything else that changed.</summary>
    public static async Task WriteTagged(HttpContext context, JsonObject json)
    {
        var body = Encoding.UTF8.GetBytes(json.ToJsonString());
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
        context.Response.Headers.ETag = tag.ToString();
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = Json;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
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
