using Watcher.Host.Cli;
using Watcher.Store;

namespace Watcher.Host.Api;

/// <summary>Whatever is wrong with a request is told as a problem with a remedy.</summary>
static class Refusal
{
    public static RequestDelegate Told(RequestDelegate answer) => async context =>
    {
        try
        {
            await answer(context);
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
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        catch (StoreException trouble)
        {
            await Reply.Write(context, new ApiProblem(StatusCodes.Status503ServiceUnavailable, trouble.Message));
        }
    };
}
