using Watcher.Host.Cli;
using Watcher.Host.Cycle;
using Watcher.Store;

namespace Watcher.Host.Api;

/// <summary>A route at work: let in, held to its limits, answered; whatever is wrong is a problem with a remedy.</summary>
sealed class ApiEndpoint(ApiRoute route, Gate gate, Watch watch, TimeProvider time)
{
    public async Task Run(HttpContext context)
    {
        try
        {
            gate.Check(context, route.Writes);
            var given = await Given.Read(context, route);
            var json = route.Answer(new(watch, context.Request.RouteValues["id"] as string ?? "", given, time.GetUtcNow()));
            await (route.Writes ? Reply.Write(context, route.Status, json) : Reply.WriteTagged(context, json));
        }
        catch (ApiProblem problem)
        {
            await Reply.Write(context, problem);
        }
        catch (UsageException refused)
        {
            await Reply.Write(context, ApiProblem.Of(refused));
        }
        catch (BadHttpRequestException refused)
        {
            await Reply.Write(context, new ApiProblem(refused.StatusCode, refused.Message));
        }
        catch (StoreException trouble)
        {
            await Reply.Write(context, new ApiProblem(StatusCodes.Status503ServiceUnavailable, trouble.Message));
        }
    }
}
