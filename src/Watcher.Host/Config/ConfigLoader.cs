using System.Text.Json.Nodes;
using Watcher.Channels;

namespace Watcher.Host.Config;

/// <summary>From the sources to the validated configuration, for every verb alike.</summary>
static class ConfigLoader
{
    /// <summary>For verbs that ask no node: names of assets whose symbol only the chain knows are left unchecked.</summary>
    /// <param name="files">As given on the command line.</param>
    /// <param name="adjust">What the command line changes in the tree.</param>
    /// <exception cref="ConfigurationException">With every problem.</exception>
    public static WatcherConfig Load(IReadOnlyList<string> files, ChannelContext channels, Action<JsonObject>? adjust = null) =>
        Load(files, [], adjust ?? (_ => { }), channels, strict: false);

    /// <summary>For verbs that ask nodes anyway.</summary>
    /// <param name="files">As given on the command line.</param>
    /// <param name="chains">Chains that the command line names besides.</param>
    /// <param name="adjust">What the command line changes in the tree.</param>
    /// <param name="channels">What channels are made with.</param>
    /// <param name="limit">How long the nodes may take to tell the symbols of tokens configured without.</param>
    /// <exception cref="ConfigurationException">With every problem.</exception>
    public static Task<WatcherConfig> Load(IReadOnlyList<string> files, IReadOnlyList<string> chains, Action<JsonObject> adjust, ChannelContext channels, TimeSpan limit, CancellationToken cancellation) =>
        TokenSymbols.Complete((symbols, strict) => Load(files, chains, symbols + adjust, channels, strict), limit, cancellation);

    static WatcherConfig Load(IReadOnlyList<string> files, IReadOnlyList<string> chains, Action<JsonObject> adjust, ChannelContext channels, bool strict)
    {
        var tree = ConfigSources.OfProcess(files).Read();
        adjust(tree);
        return ConfigReader.Read(ChainLayers.Of(tree, ShippedChains.BesideTheProgram, chains), channels, strict);
    }
}
