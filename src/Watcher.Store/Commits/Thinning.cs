namespace Watcher.Store;

/// <summary>
/// Which rows of a subject or series stay when only one per <c>RecordEvery</c> is wanted. The newest row is always stored, provisionally;
/// when the next one comes it is taken out again, unless it was due, or the state changed at it or after it. After a restart what is
/// stored stays.
/// </summary>
sealed class Thinning<TRow>(TimeSpan recordEvery) where TRow : class
{
    readonly Dictionary<long, (TRow Row, long Time, long KeptTime, bool Good, bool Kept)> newest = [];

    public bool KeepsAll => recordEvery <= TimeSpan.Zero;

    public void Forget() => newest.Clear();

    /// <summary>The row that the next one of this time and state would take out.</summary>
    public TRow? Outlived(long owner, long time, bool good) =>
        !KeepsAll && newest.TryGetValue(owner, out var last) && !last.Kept && last.Good == good && last.Time < time ? last.Row : null;

    /// <summary>Notes a stored row.</summary>
    /// <param name="changed">It marks a change of state.</param>
    public void Stored(long owner, TRow row, long time, bool good, bool changed)
    {
        if (KeepsAll) return;
        var known = newest.TryGetValue(owner, out var last);
        if (known && time < last.Time) return;
        var kept = !known || changed || last.Good != good || time - last.KeptTime >= (long)recordEvery.TotalSeconds;
        newest[owner] = (row, time, kept ? time : last.KeptTime, good, kept);
    }
}
