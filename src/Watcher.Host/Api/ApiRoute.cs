using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Watcher.Host.Api;

/// <summary>One thing that may be asked for or done.</summary>
/// <param name="Path">Below <c>/api/v1</c>.</param>
/// <param name="Document">The schema of what comes back; empty where it is no document.</param>
/// <param name="Answer">Null where an endpoint of its own answers, for the answer is more than a document.</param>
sealed record ApiRoute(string Method, string Path, string Summary, string Document, Func<ApiRequest, JsonObject>? Answer = null)
{
    /// <summary>Of the query; of the body where it writes and the method is POST.</summary>
    public ImmutableArray<ApiParameter> Parameters { get; init; } = [];

    /// <summary>The status of a good answer.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Known before the answer is written: as long as it is the same, so is the answer. Null where only the answer itself tells.</summary>
    public Func<ApiRequest, string>? Stamp { get; init; }

    public string Media { get; init; } = "application/json";

    public bool Writes => Method != HttpMethods.Get;

    public bool HasBody => Method == HttpMethods.Post;
}
