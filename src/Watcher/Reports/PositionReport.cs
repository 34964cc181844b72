namespace Watcher.Reports;

/// <summary>One position as reported. <paramref name="Facts"/> is what it was computed from; of an <see cref="UnknownPosition"/>, what was last known.</summary>
public abstract record PositionReport(Position Facts)
{
    public string Id => Facts.Id;
}

/// <summary>A position that was read before and could not be read now: no figures.</summary>
/// <param name="LastGood">The block of its last good reading.</param>
public sealed record UnknownPosition(Position Facts, BlockRef LastGood) : PositionReport(Facts);
