using Watcher.Alerts;

namespace Watcher.Tests.Alerts;

/// <summary>Endpoints of one chain, as they may be found.</summary>
static class Endpoints
{
    public static EndpointState Good(string name = "a#0", ulong head = 100, char fork = 'a', double secondsBehind = 0) =>
        new("devnet", name, true, null, AlertScene.BlockAt(head, fork, AlertScene.Start - TimeSpan.FromSeconds(secondsBehind)));

    public static EndpointState Bad(string name = "b#1", FailureReason reason = FailureReason.Timeout) =>
        Good(name) with { Healthy = false, Failure = new(reason, "no answer in 5 s") };
}
