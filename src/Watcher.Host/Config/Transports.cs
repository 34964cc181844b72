using System.Collections.Frozen;
using Watcher.Evm.Rpc;

namespace Watcher.Host.Config;

/// <summary>The ways to talk to a node that this build has, by the names that the setting <c>Client</c> knows them by.</summary>
static class Transports
{
    public const string Builtin = "builtin";
    public const string Nethereum = "nethereum";

    static readonly FrozenDictionary<string, Func<Uri, int, ITransport>> InThisBuild = new Dictionary<string, Func<Uri, int, ITransport>>
    {
        [Builtin] = (url, index) => new HttpTransport(url, index),
#if NETHEREUM
        [Nethereum] = (url, index) => new Watcher.Nethereum.NethereumTransport(url, index),
#endif
    }.ToFrozenDictionary();

    public static bool Has(string client) => InThisBuild.ContainsKey(client);

    /// <param name="client">One that this build has.</param>
    /// <param name="url">Where the node listens.</param>
    /// <param name="index">The endpoint's place in the chain's list, for its name.</param>
    public static ITransport Open(string client, Uri url, int index) => InThisBuild[client](url, index);
}
