using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Watcher.Host.Api;

/// <summary>What one who asks may cost: the watch beside the API must not suffer from slow, many or large requests.</summary>
static class ServerLimits
{
    public const long MaxBody = 16 * 1024;

    public static readonly TimeSpan Headers = TimeSpan.FromSeconds(5);

    const int Connections = 200;

    public static void Set(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        var limits = server.Limits;
        limits.MaxRequestBodySize = MaxBody;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.RequestHeadersTimeout = Headers;
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
        limits.MaxConcurrentConnections = Connections;
        limits.MaxConcurrentUpgradedConnections = 0;
    }
}
