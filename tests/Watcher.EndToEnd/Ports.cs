using System.Net;
using System.Net.Sockets;

namespace Watcher.EndToEnd;

/// <summary>Ports of loopback for those who must know theirs before it is in use.</summary>
static class Ports
{
    /// <summary>Below those that systems give out by themselves (32768 and up): no node, proxy or connection of another test takes one meanwhile.</summary>
    const int First = 20_000, Count = 12_000;

    static int taken = Environment.ProcessId;

    /// <summary>A port that nobody listens on, and that nobody else is given.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = First + Interlocked.Increment(ref taken) % Count;
            if (IsFree(port)) return port;
        }
    }

    static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
