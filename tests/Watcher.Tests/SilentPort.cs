using System.Net;
using System.Net.Sockets;

namespace Watcher.Tests;

/// <summary>A port of loopback that refuses every connection: it is held, so that nobody else is given it, and not listened on.</summary>
sealed class SilentPort : IDisposable
{
    readonly Socket held = new(SocketType.Stream, ProtocolType.Tcp);

    public SilentPort() => held.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)held.LocalEndPoint!).Port;

    public void Dispose() => held.Dispose();
}
