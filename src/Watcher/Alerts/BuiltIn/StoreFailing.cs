using System.Text.Json.Nodes;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>The database takes no writes: nothing that is found now can be recorded, and so nothing of it is told.</summary>
public static class StoreFailing
{
    static readonly Lasting Trouble = new(BuiltInRules.StoreFailing, After: TimeSpan.FromMinutes(1), Calm: TimeSpan.FromMinutes(1));

    public static AlertSubject Subject { get; } = new("database");

    /// <param name="why">What the store says, with what to do.</param>
    public static Observation Observe(string? why, Spell spell) => Trouble.Observe(
        Subject, spell, explained: false, Says(why, spell), () => new JsonObject { ["why"] = why });

    static string Says(string? why, Spell spell) =>
        spell.Trouble ? $"{why}; until then wallets are read, but no other alert is recorded or told" : "it takes writes again";
}
