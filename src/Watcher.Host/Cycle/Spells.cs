using Watcher.Alerts;

namespace Watcher.Host.Cycle;

/// <summary>Measures for how long things have been in trouble or well. After a restart all begins anew: what fired is kept by its alert.</summary>
sealed class Spells(TimeProvider time)
{
    readonly Dictionary<string, (bool Trouble, long Since)> spells = [];

    /// <param name="trouble">Null where it cannot be told: then it goes on as it was.</param>
    public Spell Note(string what, bool? trouble)
    {
        var known = spells.TryGetValue(what, out var spell);
        if (!known || (trouble is { } now && now != spell.Trouble)) spell = spells[what] = (trouble ?? false, time.GetTimestamp());
        return new(spell.Trouble, time.GetElapsedTime(spell.Since));
    }
}
