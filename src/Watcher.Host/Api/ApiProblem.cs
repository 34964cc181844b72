using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Watcher.Host.Api;

/// <summary>A request that is not answered, and why: told as <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="parameter">The parameter it is about; null where it is about none.</param>
sealed class ApiProblem(int status, string detail, string? parameter = null) : Exception(detail)
{
    public const string ContentType = "application/problem+json; charset=utf-8";

    public int Status => status;

    public string? Parameter => parameter;

    public JsonObject Json
    {
        get
        {
            var json = new JsonObject { ["type"] = "about:blank", ["title"] = ReasonPhrases.GetReasonPhrase(status), ["status"] = status, ["detail"] = Message };
            if (parameter is not null) json["parameter"] = parameter;
            return json;
        }
    }

    /// <summary>A parameter that cannot be used.</summary>
    /// <param name="remedy">What is wrong with it and what to write instead.</param>
    public static ApiProblem Of(string parameter, string remedy) => new(StatusCodes.Status400BadRequest, $"{parameter}: {remedy}", parameter);

    /// <summary>What the command line refuses, in the words of this API: its arguments are the same, without dashes.</summary>
    public static ApiProblem Of(Cli.UsageException refused)
    {
        var detail = refused.Message.Replace("--", "", StringComparison.Ordinal).Replace("ID: ", "alert: ", StringComparison.Ordinal);
        var colon = detail.IndexOf(':', StringComparison.Ordinal);
        return new(StatusCodes.Status400BadRequest, detail, colon < 0 ? null : detail[..colon]);
    }
}
