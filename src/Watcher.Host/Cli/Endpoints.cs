using Watcher.Host.Config;

namespace Watcher.Host.Cli;

/// <summary>Says whom the program is going to talk to, where the user did not choose.</summary>
static class Endpoints
{
    public static void Announce(IEnumerable<ChainConfig> chains)
    {
        foreach (var chain in chains.Where(c => c.ShippedEndpoints))
            Console.Error.WriteLine($"{chain.Name}: no endpoint is configured, asking the shipped public ones: {string.Join(", ", chain.Rpc.Select(url => url.Host))}");
    }
}
