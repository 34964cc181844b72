using System.Net;
using Microsoft.AspNetCore.Http;

namespace Watcher.Host.Api;

/// <summary>
/// Answers only to names it knows: a web page that makes its own name point to this machine (DNS rebinding) still sends its own name.
/// Addresses are always known, since a page cannot rebind those.
/// </summary>
sealed class HostAllowList(IEnumerable<string> names)
{
    readonly HashSet<string> known = new([.. names, "localhost"], StringComparer.OrdinalIgnoreCase);

    public bool Allows(HostString host) => host.HasValue && (known.Contains(host.Host) || IPAddress.TryParse(host.Host.Trim('[', ']'), out _));

    public async Task Check(HttpContext context, Func<Task> next)
    {
        if (Allows(context.Request.Host))
        {
            await next();
            return;
        }
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        await context.Response.WriteAsync("This host name is not served here; add it to Watcher:Api:Hosts.\n");
    }
}
