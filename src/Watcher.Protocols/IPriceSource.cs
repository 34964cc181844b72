using Watcher.Evm;

namespace Watcher.Protocols;

/// <summary>Where market prices come from.</summary>
public interface IPriceSource
{
    /// <summary>The source's name, as <see cref="PriceAnswer.Source"/> carries it.</summary>
    string Name { get; }

    /// <summary>How old an answer may be where the configuration does not say.</summary>
    TimeSpan DefaultHeartbeat { get; }

    /// <summary>
    /// The asset's price at that block, or why it has none: a feed that answers nonsense is a fact, and no price. Trouble with nodes fails
    /// the read (<see cref="ReadFailedException"/>): then the price is unknown.
    /// </summary>
    Read<PriceAnswer> Read(PinnedBlock block, KnownAsset asset);
}
