using System.Text.Json.Nodes;
using Watcher.Host.Cycle;

namespace Watcher.Host.Api;

/// <summary>A question that a document answers: let in, held to its limits, answered.</summary>
sealed class ApiEndpoint(ApiRoute route, Func<ApiRequest, JsonObject> answer, Gate gate, Watch watch, TimeProvider time)
{
    public async Task Run(HttpContext context)
    {
        gate.Check(context, route.Writes);
        var given = await Given.Read(context, route);
        var request = new ApiRequest(watch, context.Request.RouteValues["id"] as string ?? "", given, time.GetUtcNow());
        if (route.Writes) await Reply.Write(context, route.Status, answer(request));
        else if (route.Stamp?.Invoke(request) is not { } stamp) await Reply.WriteTagged(context, answer(request));
        else if (!Reply.IsKnown(context, stamp)) await Reply.Write(context, route.Status, answer(request));
    }
}
